package dev.weft.agent.flow;

import dev.weft.agent.flow.Containers.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds the arrays and collections that a method has made and that nobody else can see yet. What is
 * stored into them may come later: {@code r[i] = train(i)} does not wait.
 *
 * <p>The stores under way are performed before anything else is done with the container, and at
 * every join. A container is <em>fresh</em> from where it is made until it may first have
 * <em>escaped</em>: passed, returned, stored, captured. It is known by the instruction that makes
 * it; where a value may be one of several, nothing is taken to be fresh.
 *
 * <p>An array may hold others, its rows: those that the same instruction has made with it, or that
 * were stored into it while it was fresh. They escape when it does. Where older containers of the
 * same instruction may still be around, as rows are, all of them have escaped once one has.
 */
final class FreshStores {

  /** Stands among the origins of a value for all that is no known container. */
  private final int unknown;

  private final Code code;
  private final Frames frames;
  private final Origins values;
  private final BitSet[] origins;
  private final BitSet made = new BitSet();
  private final Rows rows;
  private final BitSet several = new BitSet();
  private final Map<Integer, BitSet> escaped = new HashMap<>();
  private final Map<Integer, Integer> fills = new HashMap<>();
  private final Map<Integer, List<Integer>> reads = new HashMap<>();

  FreshStores(Code code, Frames frames, Liveness liveness, Origins values) {
    this.code = code;
    this.frames = frames;
    this.values = values;
    this.unknown = code.size();
    this.origins = new BitSet[code.size()];
    this.rows = new Rows(code);
    for (int i = 0; i < code.size(); i++) {
      origins[i] = new BitSet();
      if (frames.at(i) != null && Containers.isMade(code.instructions[i])) {
        made.set(i);
        rows.madeBy(i).forEach(made::set);
      }
    }
    if (!made.isEmpty()) {
      findOrigins();
      findThoseMadeAgain(liveness);
      while (findEscapes()) {
        findOrigins(); // what lies in an array that has escaped is unknown
      }
      findUses();
    }
  }

  /** Whether an operand is an element that is put into a fresh container. */
  boolean isElement(int instruction, int depth) {
    return depth == 0 && fills.containsKey(instruction);
  }

  /** What made the fresh container that an instruction fills, or -1. */
  int filled(int instruction) {
    return fills.getOrDefault(instruction, -1);
  }

  /** What made the fresh containers whose elements an instruction needs. */
  List<Integer> read(int instruction) {
    return reads.getOrDefault(instruction, List.of());
  }

  /** Whether an instruction fills an array of booleans, rather than of bytes. */
  boolean holdsBooleans(int fill) {
    return rows.type(filled(fill)).getDescriptor().equals("[Z");
  }

  /** The instructions that fill fresh containers. */
  Iterable<Integer> fills() {
    return fills.keySet();
  }

  private void findOrigins() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < code.size(); i++) {
        if (frames.at(i) != null && code.isReal(i)) {
          BitSet found = originOfPushed(i);
          if (!found.equals(origins[i])) {
            origins[i] = found;
            changed = true;
          }
          changed |= code.opcode(i) == Opcodes.AASTORE && keepRow(i);
        }
      }
    }
  }

  private BitSet originOfPushed(int index) {
    if (made.get(index)) {
      BitSet itself = new BitSet();
      itself.set(index);
      return itself;
    }
    Frame<FlowValue> frame = frame(index);
    int opcode = code.opcode(index);
    if (opcode == Opcodes.ALOAD) {
      return originOfLocal(frame.getLocal(code.slot(index)));
    }
    if (opcode == Opcodes.DUP || opcode == Opcodes.CHECKCAST) {
      return originOf(Frames.operand(frame, 0));
    }
    if (opcode == Opcodes.AALOAD) {
      return originOfRow(index, originOf(Frames.operand(frame, 1)));
    }
    BitSet other = new BitSet();
    other.set(unknown);
    return other;
  }

  private BitSet originOfRow(int index, BitSet arrays) {
    BitSet origin = new BitSet();
    for (int array = arrays.nextSetBit(0); array >= 0; array = arrays.nextSetBit(array + 1)) {
      if (made.get(array)) {
        origin.or(rows.of(array));
      }
      if (!made.get(array) || hasEscaped(array, index)) {
        origin.set(unknown);
      }
    }
    return origin;
  }

  /** Takes note of what is stored into arrays; returns whether that is new. */
  private boolean keepRow(int store) {
    BitSet row = originOf(Frames.operand(frame(store), 0));
    BitSet arrays = containers(store, 2);
    boolean changed = false;
    for (int array = arrays.nextSetBit(0); array >= 0; array = arrays.nextSetBit(array + 1)) {
      changed |= rows.add(array, row);
    }
    return changed;
  }

  private BitSet originOf(FlowValue onStack) {
    BitSet origin = new BitSet();
    BitSet sources = onStack.sources();
    for (int i = sources.nextSetBit(0); i >= 0; i = sources.nextSetBit(i + 1)) {
      if (i < code.size()) {
        origin.or(origins[i]);
      } else {
        origin.set(unknown);
      }
    }
    return origin;
  }

  private BitSet originOfLocal(FlowValue local) {
    BitSet origin = new BitSet();
    BitSet stores = local.sources();
    for (int i = stores.nextSetBit(0); i >= 0; i = stores.nextSetBit(i + 1)) {
      int store = Frames.store(i, code);
      if (store >= 0 && code.isStore(store)) {
        origin.or(originOf(Frames.operand(frame(store), 0)));
      } else {
        origin.set(unknown);
      }
    }
    return origin;
  }

  /** Finds those of which an older one of the same instruction may be around still. */
  private void findThoseMadeAgain(Liveness liveness) {
    for (int container = made.nextSetBit(0);
        container >= 0;
        container = made.nextSetBit(container + 1)) {
      int site = rows.site(container);
      Frame<FlowValue> frame = frame(site);
      BitSet live = liveness.after(site);
      boolean isAround = rows.isStored(container);
      for (int l = live.nextSetBit(0);
          l >= 0 && l < frame.getLocals();
          l = live.nextSetBit(l + 1)) {
        isAround |= originOfLocal(frame.getLocal(l)).get(container);
      }
      for (int s = 0; s < frame.getStackSize(); s++) {
        isAround |= originOf(frame.getStack(s)).get(container);
      }
      if (isAround) {
        several.set(container);
        rows.madeBy(container).forEach(several::set);
      }
    }
  }

  /** Where each container may have escaped already; returns whether that is new anywhere. */
  private boolean findEscapes() {
    boolean changed = false;
    for (int i = 0; i < code.size(); i++) {
      for (int depth = 0; depth < operands(i); depth++) {
        BitSet origin = containers(i, depth);
        for (int c = origin.nextSetBit(0); c >= 0; c = origin.nextSetBit(c + 1)) {
          if (use(c, i, depth) == Use.ESCAPE) {
            BitSet all = rows.reachedFrom(c);
            all.and(made);
            for (int each = all.nextSetBit(0); each >= 0; each = all.nextSetBit(each + 1)) {
              changed |= spread(i, each);
            }
          }
        }
      }
    }
    return changed;
  }

  private void findUses() {
    for (int i = 0; i < code.size(); i++) {
      for (int depth = 0; depth < operands(i); depth++) {
        BitSet origin = containers(i, depth);
        for (int c = origin.nextSetBit(0); c >= 0; c = origin.nextSetBit(c + 1)) {
          findUse(c, i, depth);
        }
      }
    }
  }

  private void findUse(int container, int index, int depth) {
    Use use = use(container, index, depth);
    if (use == Use.FILL && !hasEscaped(container, index)) {
      fills.put(index, container);
    } else if (use != Use.NEUTRAL) { // on some way it may not have escaped, and stores wait
      List<Integer> read = reads.computeIfAbsent(index, i -> new ArrayList<>());
      read.add(container);
      if (use == Use.ESCAPE) {
        rows.reachedFrom(container).stream().forEach(read::add);
      }
    }
  }

  private boolean hasEscaped(int container, int index) {
    return escaped.getOrDefault(container, new BitSet()).get(index);
  }

  private int operands(int index) {
    boolean isUse =
        frames.at(index) != null
            && code.isReal(index)
            && !code.isStore(index)
            && code.opcode(index) != Opcodes.DUP
            && code.opcode(index) != Opcodes.CHECKCAST;
    if (!isUse) {
      return 0;
    }
    return Operands.isShuffle(code.opcode(index))
        ? Math.min(4, frame(index).getStackSize())
        : Operands.count(code.instructions[index]);
  }

  /** The containers that an operand may be. */
  private BitSet containers(int index, int depth) {
    BitSet origin = originOf(Frames.operand(frame(index), depth));
    origin.and(made);
    return origin;
  }

  private boolean isKnown(int index, int depth) {
    return originOf(Frames.operand(frame(index), depth)).cardinality() == 1;
  }

  private Use use(int container, int index, int depth) {
    if (!isKnown(index, depth)) {
      return Use.ESCAPE;
    }
    if (code.opcode(index) == Opcodes.AASTORE && depth == 0 && isKept(index)) {
      return Use.NEUTRAL;
    }
    Use use =
        Containers.use(
            code.instructions[rows.site(container)],
            code.instructions[index],
            depth,
            isDropped(index));
    return use == Use.FILL && !mayHashLater(container, index) ? Use.READ : use;
  }

  /** Whether nobody can tell by an element when it is put where its hash code says. */
  private boolean mayHashLater(int container, int index) {
    int key = Containers.depthOfKey(code.instructions[rows.site(container)]);
    if (key < 0) {
      return true;
    }
    Origins.Found found = values.of(Frames.operand(frame(index), key));
    return found.isComplete()
        && found.pushed().stream()
            .allMatch(i -> Containers.isSteady(StaticTypes.pushedBy(code.instructions[i])))
        && found.parameters().stream()
            .allMatch(slot -> Containers.isSteady(values.typeOfParameter(slot)));
  }

  /** Whether an array is stored into one that nobody else can see. */
  private boolean isKept(int store) {
    BitSet arrays = containers(store, 2);
    return isKnown(store, 2) && !arrays.isEmpty() && !hasEscaped(arrays.nextSetBit(0), store);
  }

  private boolean isDropped(int index) {
    for (int i = index + 1; i < code.size(); i++) {
      if (code.isReal(i)) {
        return code.opcode(i) == Opcodes.POP;
      }
    }
    return false;
  }

  /** Lets a container have escaped after an instruction; returns whether that is new. */
  private boolean spread(int from, int container) {
    BitSet after = escaped.computeIfAbsent(container, c -> new BitSet());
    boolean changed = false;
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      int index = open.pop();
      List<Integer> next = new ArrayList<>();
      for (int successor : code.successors(index)) {
        next.add(successor);
      }
      code.handlers(index).forEach(block -> next.add(code.index(block.handler)));
      for (int successor : next) {
        if (!after.get(successor)) {
          after.set(successor);
          changed = true;
          if (successor != rows.site(container) || several.get(container)) {
            open.push(successor);
          }
        }
      }
    }
    return changed;
  }

  private Frame<FlowValue> frame(int index) {
    Frame<FlowValue> frame = frames.at(index);
    if (frame == null) {
      throw new IllegalStateException("Unreachable code was looked at.");
    }
    return frame;
  }
}
