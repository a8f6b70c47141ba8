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
 * it; where a value may be one of several, or an older one made by the same instruction may still
 * be around, nothing is taken to be fresh.
 */
final class FreshStores {

  /** Stands among the origins of a value for all that is no known container. */
  private final int unknown;

  private final Code code;
  private final Frames frames;
  private final BitSet[] origins;
  private final BitSet made = new BitSet();
  private final Map<Integer, BitSet> escaped = new HashMap<>();
  private final Map<Integer, Integer> fills = new HashMap<>();
  private final Map<Integer, List<Integer>> reads = new HashMap<>();

  FreshStores(Code code, Frames frames, Liveness liveness) {
    this.code = code;
    this.frames = frames;
    this.unknown = code.size();
    this.origins = new BitSet[code.size()];
    for (int i = 0; i < code.size(); i++) {
      origins[i] = new BitSet();
      if (frames.at(i) != null && Containers.isMade(code.instructions[i])) {
        made.set(i);
      }
    }
    if (!made.isEmpty()) {
      findOrigins();
      dropThoseMadeAgain(liveness);
      findEscapes();
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
    BitSet other = new BitSet();
    other.set(unknown);
    return other;
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

  /** An older container of the same instruction could be taken for the new one. */
  private void dropThoseMadeAgain(Liveness liveness) {
    for (int site = made.nextSetBit(0); site >= 0; site = made.nextSetBit(site + 1)) {
      Frame<FlowValue> frame = frame(site);
      BitSet live = liveness.after(site);
      boolean isAround = false;
      for (int l = live.nextSetBit(0);
          l >= 0 && l < frame.getLocals();
          l = live.nextSetBit(l + 1)) {
        isAround |= originOfLocal(frame.getLocal(l)).get(site);
      }
      for (int s = 0; s < frame.getStackSize(); s++) {
        isAround |= originOf(frame.getStack(s)).get(site);
      }
      if (isAround) {
        made.clear(site);
      }
    }
  }

  /** Where each container may have escaped already, when an instruction begins. */
  private void findEscapes() {
    for (int i = 0; i < code.size(); i++) {
      for (int depth = 0; depth < operands(i); depth++) {
        BitSet origin = containers(i, depth);
        boolean isKnown = isKnown(i, depth);
        for (int site = origin.nextSetBit(0); site >= 0; site = origin.nextSetBit(site + 1)) {
          if (!isKnown || use(site, i, depth) == Use.ESCAPE) {
            spread(i, site);
          }
        }
      }
    }
  }

  private void findUses() {
    for (int i = 0; i < code.size(); i++) {
      for (int depth = 0; depth < operands(i); depth++) {
        BitSet origin = containers(i, depth);
        for (int site = origin.nextSetBit(0); site >= 0; site = origin.nextSetBit(site + 1)) {
          boolean isFresh = !escaped.getOrDefault(site, new BitSet()).get(i);
          Use use = isKnown(i, depth) ? use(site, i, depth) : Use.ESCAPE;
          if (isFresh && use == Use.FILL) {
            fills.put(i, site);
          } else if (use != Use.NEUTRAL) { // on some way it may not have escaped, and stores wait
            reads.computeIfAbsent(i, index -> new ArrayList<>()).add(site);
          }
        }
      }
    }
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

  private Use use(int site, int index, int depth) {
    return Containers.use(
        code.instructions[site], code.instructions[index], depth, isDropped(index));
  }

  private boolean isDropped(int index) {
    for (int i = index + 1; i < code.size(); i++) {
      if (code.isReal(i)) {
        return code.opcode(i) == Opcodes.POP;
      }
    }
    return false;
  }

  private void spread(int from, int site) {
    BitSet after = escaped.computeIfAbsent(site, s -> new BitSet());
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
          if (successor != site) {
            open.push(successor);
          }
        }
      }
    }
  }

  private Frame<FlowValue> frame(int index) {
    Frame<FlowValue> frame = frames.at(index);
    if (frame == null) {
      throw new IllegalStateException("Unreachable code was looked at.");
    }
    return frame;
  }
}
