package dev.weft.agent.flow;

import dev.weft.agent.call.Conversions;
import dev.weft.agent.call.Dispatch;
import dev.weft.agent.report.CallReport.Reason;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Decides which instructions push a ref in place of a value.
 *
 * <p>It starts with all that could: dispatches, and loads, copies and conversions of what may be a
 * ref. Then it takes away, until nothing changes: where refs and plain values meet on the stack,
 * where values are shuffled, where types do not agree, where nothing would be gained. What was
 * taken away waits where it stands, so that each step only makes the program wait earlier; the
 * greatest solution is the one with the most overlap. Starting high matters for loops: in {@code s
 * = merge(s, train(i))} the load of {@code s} is a ref because the load of {@code s} is one.
 */
final class ValueGraph {

  /** What an instruction does with a ref that it takes from the stack. */
  enum Role {
    /** Moves it: a store, a copy or a conversion. */
    MOVE,
    /** Drops it. */
    DROP,
    /** Passes it to another remote call. */
    PASS,
    /** Stores it into an array or collection, later. */
    ELEMENT,
    /** Needs the value. */
    WAIT,
    /** Moves values about in a way that refs cannot follow. */
    SHUFFLE
  }

  private record Use(int instruction, int depth) {}

  private final Code code;
  private final Frames frames;
  private final Calls calls;
  private final FreshStores fresh;
  private final RefTypes refTypes;

  private final Lifts lifts;

  private final boolean[] refs;
  private final boolean[] lifted;
  private final boolean[] passes;
  private final @Nullable Reason[] reasons;
  private final List<List<Use>> uses = new ArrayList<>();
  private final List<List<Integer>> readers = new ArrayList<>();
  private final BitSet targets;

  ValueGraph(
      String owner,
      Code code,
      Frames frames,
      Origins origins,
      Liveness liveness,
      Calls calls,
      FreshStores fresh,
      RemoteTypes types) {
    this.code = code;
    this.frames = frames;
    this.calls = calls;
    this.fresh = fresh;
    this.lifts = new Lifts(code, frames, calls, origins);
    this.refTypes = new RefTypes(owner, code, liveness, lifts, types);
    this.refs = new boolean[code.size()];
    this.lifted = new boolean[code.size()];
    this.passes = new boolean[code.size()];
    this.reasons = new @Nullable Reason[code.size()];
    this.targets = code.targets();
    connect();
    startHigh();
    solve();
  }

  /** Whether an instruction pushes a ref in place of a value. */
  boolean isRef(int index) {
    return refs[index];
  }

  /**
   * Whether an instruction pushes a plain value that is made a ref there, since it meets refs later
   * on.
   */
  boolean isLifted(int index) {
    return lifted[index] && !refs[index];
  }

  /** The type of the value that is made a ref. */
  Type liftedType(int index) {
    return type(operand(uses.get(index).get(0)));
  }

  private boolean pushesRef(int index) {
    return refs[index] || lifted[index];
  }

  private FlowValue operand(Use use) {
    return Frames.operand(frame(use.instruction()), use.depth());
  }

  /** Whether a store puts a ref into its local. */
  boolean isRefStore(int index) {
    Frame<FlowValue> frame = frames.at(index);
    return frame != null && code.isStore(index) && isRef(Frames.operand(frame, 0));
  }

  /** Whether a value on the stack is a ref. */
  boolean isRef(FlowValue value) {
    BitSet sources = value.sources();
    int first = sources.nextSetBit(0);
    return first >= 0 && first < code.size() && pushesRef(first); // all its sources agree
  }

  /** Whether a local may hold a ref. */
  boolean mayBeRef(FlowValue local) {
    BitSet sources = local.sources();
    for (int i = sources.nextSetBit(0); i >= 0 && i < code.size(); i = sources.nextSetBit(i + 1)) {
      if (isRefStore(i)) {
        return true;
      }
    }
    return false;
  }

  /** The type of the value for which a ref stands. */
  Type type(FlowValue value) {
    return refTypes.ofStack(value, this);
  }

  /** The type of the value for which the ref in a local stands. */
  Type typeOfLocal(FlowValue local) {
    return refTypes.ofLocal(local, this);
  }

  /** A type for two refs of which a local may hold either. */
  Type common(Type a, Type b) {
    return refTypes.common(a, b);
  }

  @Nullable Frame<FlowValue> frameOrNull(int index) {
    return frames.at(index);
  }

  Frame<FlowValue> frame(int index) {
    Frame<FlowValue> frame = frames.at(index);
    if (frame == null) {
      throw new IllegalStateException("Unreachable code was looked at.");
    }
    return frame;
  }

  /** Why a call waits where it stands, or null if it does not. */
  @Nullable Reason reason(int index) {
    return reasons[index];
  }

  /** The instructions that take what an instruction pushed, with what they do with it. */
  void forEachUse(int index, BiConsumer<Integer, Role> action) {
    uses.get(index).forEach(use -> action.accept(use.instruction(), role(use)));
  }

  /** The loads that may read what a store stored. */
  List<Integer> readers(int store) {
    return readers.get(store);
  }

  private void connect() {
    for (int i = 0; i < code.size(); i++) {
      uses.add(new ArrayList<>());
      readers.add(new ArrayList<>());
    }
    for (int i = 0; i < code.size(); i++) {
      Frame<FlowValue> frame = frames.at(i);
      if (frame == null || !code.isReal(i)) {
        continue;
      }
      int operands = operands(i, frame);
      for (int depth = 0; depth < operands; depth++) {
        for (int source : sources(Frames.operand(frame, depth))) {
          uses.get(source).add(new Use(i, depth));
        }
      }
      if (code.read(i) >= 0) {
        for (int source : sources(frame.getLocal(code.read(i)))) {
          readers.get(source).add(i);
        }
      }
    }
  }

  private int operands(int index, Frame<FlowValue> frame) {
    int opcode = code.opcode(index);
    if (!Operands.isShuffle(opcode)) {
      return Operands.count(code.instructions[index]);
    }
    int slots = Operands.shuffledSlots(opcode);
    int values = 0;
    while (slots > 0) {
      slots -= Frames.operand(frame, values).getSize();
      values++;
    }
    return values;
  }

  private int[] sources(FlowValue value) {
    BitSet sources = value.sources();
    int[] found = new int[sources.cardinality()];
    int count = 0;
    for (int i = sources.nextSetBit(0); i >= 0 && i < code.size(); i = sources.nextSetBit(i + 1)) {
      found[count++] = i;
    }
    return Arrays.copyOf(found, count);
  }

  private void startHigh() {
    for (int i = 0; i < code.size(); i++) {
      if (frames.at(i) == null || !code.isReal(i)) {
        continue;
      }
      Dispatch dispatch = calls.at(i);
      if (dispatch != null) {
        boolean atOnce = calls.isUnderConstruction(i) || dispatch.awaits();
        refs[i] = !atOnce && !dispatch.returnsFuture() && dispatch.result().getSort() != Type.VOID;
        reasons[i] = atOnce ? Reason.AT_ONCE : null;
      } else {
        refs[i] =
            code.isLoad(i)
                || isCopy(i)
                || isConversion(i)
                || (calls.isGetOfRef(i) && !calls.isUnderConstruction(i));
      }
      lifted[i] = uses.get(i).size() == 1 && lifts.isPossible(i, operand(uses.get(i).get(0)));
    }
  }

  /** Whether it copies the one value on top of the stack. */
  private boolean isCopy(int index) {
    int opcode = code.opcode(index);
    return opcode == Opcodes.DUP
        || (opcode == Opcodes.DUP2 && Frames.operand(frame(index), 0).getSize() == 2);
  }

  /** Whether it only retypes a value, or makes a number of another type. */
  boolean isConversion(int index) {
    AbstractInsnNode node = code.instructions[index];
    return Conversions.isConversion(node) || Conversions.isNumeric(node);
  }

  private void solve() {
    boolean changed = true;
    while (changed) {
      while (takeAway()) {}
      if (refTypes.assign(this)) {
        continue;
      }
      findPasses();
      changed = takeAwayUseless();
    }
  }

  /** One round over the code; returns whether anything was taken away. */
  private boolean takeAway() {
    boolean changed = false;
    for (int i = 0; i < code.size(); i++) {
      Frame<FlowValue> frame = frames.at(i);
      if (frame == null || !code.isReal(i)) {
        continue;
      }
      for (int s = 0; s < frame.getStackSize(); s++) {
        changed |= isMixed(frame.getStack(s)) && waitAtSources(frame.getStack(s));
      }
      int operands = operands(i, frame);
      for (int depth = 0; depth < operands; depth++) {
        FlowValue operand = Frames.operand(frame, depth);
        if (isRef(operand) && role(new Use(i, depth)) == Role.SHUFFLE) {
          changed |= waitAtSources(operand);
        }
      }
      if (refs[i] && !canBeRef(i, frame)) {
        refs[i] = false;
        changed = true;
      }
      if (isLifted(i) && !canBeLifted(i, frame)) {
        lifted[i] = false;
        changed = true;
      }
    }
    return changed;
  }

  private boolean canBeRef(int index, Frame<FlowValue> frame) {
    if (code.isLoad(index)) {
      return mayBeRef(frame.getLocal(code.slot(index)));
    }
    if (isCopy(index) || isConversion(index)) {
      return isRef(Frames.operand(frame, 0));
    }
    return true;
  }

  /** Whether a plain value meets a ref, and comes from no local that may hold one itself. */
  private boolean canBeLifted(int index, Frame<FlowValue> frame) {
    return meetsRef(index) && !(code.isLoad(index) && mayBeRef(frame.getLocal(code.slot(index))));
  }

  /** Whether what an instruction pushes meets the ref of another one on the stack. */
  private boolean meetsRef(int index) {
    for (Use use : uses.get(index)) {
      for (int source : sources(operand(use))) {
        if (source != index && refs[source]) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMixed(FlowValue value) {
    BitSet sources = value.sources();
    boolean ref = false;
    boolean plain = false;
    for (int i = sources.nextSetBit(0); i >= 0; i = sources.nextSetBit(i + 1)) {
      if (i < code.size() && pushesRef(i)) {
        ref = true;
      } else {
        plain = true;
      }
    }
    return ref && plain;
  }

  /** Lets all that may have pushed a value wait for it; returns whether that is new. */
  boolean waitAtSources(FlowValue value) {
    return waitAtSources(value, Reason.CONFLICT);
  }

  private boolean waitAtSources(FlowValue value, Reason reason) {
    boolean changed = false;
    for (int source : sources(value)) {
      changed |= pushesRef(source);
      if (refs[source]) {
        refs[source] = false;
        reasons[source] = reason;
      }
      lifted[source] = false;
    }
    return changed;
  }

  /** Lets a conversion wait for its operand; returns whether that is new. */
  boolean waitBefore(int index) {
    boolean changed = refs[index];
    refs[index] = false;
    return changed;
  }

  /** Whether a value goes into another remote call, or an element, on some way. */
  private void findPasses() {
    Arrays.fill(passes, false);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < code.size(); i++) {
        if (refs[i] && !passes[i] && passesOn(i)) {
          passes[i] = true;
          changed = true;
        }
      }
    }
  }

  private boolean passesOn(int index) {
    for (Use use : uses.get(index)) {
      int by = use.instruction();
      switch (role(use)) {
        case PASS, ELEMENT -> {
          return true;
        }
        case MOVE -> {
          if (code.isStore(by) ? isReadByPass(by) : passes[by]) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private boolean isReadByPass(int store) {
    for (int load : readers.get(store)) {
      if (refs[load] && passes[load]) {
        return true;
      }
    }
    return false;
  }

  private boolean takeAwayUseless() {
    boolean changed = false;
    for (int i = 0; i < code.size(); i++) {
      if (isLifted(i) && isUsedWhereItMeets(uses.get(i).get(0))) {
        changed |= waitAtSources(operand(uses.get(i).get(0)), Reason.IMMEDIATE_USE);
      }
      if (!refs[i]) {
        continue;
      }
      if (calls.isGetOfRef(i)) {
        if (!passes[i] || waitsAnywhere(i, new BitSet())) {
          refs[i] = false;
          changed = true;
        }
      } else if (isUsedAtOnce(i) || (isMixedLoad(i) && !passes[i] && !meetsRef(i))) {
        refs[i] = false;
        reasons[i] = Reason.IMMEDIATE_USE;
        changed = true;
      }
    }
    return changed;
  }

  boolean isMixedLoad(int index) {
    if (!code.isLoad(index)) {
      return false;
    }
    BitSet sources = frame(index).getLocal(code.slot(index)).sources();
    for (int i = sources.nextSetBit(0); i >= 0; i = sources.nextSetBit(i + 1)) {
      if (i >= code.size() || !isRefStore(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value is needed, dropped or forgotten on some way, rather than passed on. */
  private boolean waitsAnywhere(int index, BitSet seen) {
    if (seen.get(index)) {
      return false;
    }
    seen.set(index);
    for (Use use : uses.get(index)) {
      int by = use.instruction();
      boolean waits =
          switch (role(use)) {
            case PASS, ELEMENT -> false;
            case MOVE ->
                code.isStore(by)
                    ? readers.get(by).isEmpty() || isWaitedForBehind(by, seen)
                    : waitsAnywhere(by, seen);
            default -> true;
          };
      if (waits) {
        return true;
      }
    }
    return uses.get(index).isEmpty();
  }

  private boolean isWaitedForBehind(int store, BitSet seen) {
    for (int load : readers.get(store)) {
      if (!refs[load] || waitsAnywhere(load, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the value is needed before anything could happen meanwhile. */
  private boolean isUsedAtOnce(int index) {
    for (int i = index + 1; i < code.size(); i++) {
      if (!code.isReal(i)) {
        if (targets.get(i)) {
          return false;
        }
        continue;
      }
      for (Use use : uses.get(index)) {
        if (use.instruction() == i) {
          return role(use) == Role.WAIT && uses.get(index).size() == 1;
        }
      }
      if (!isPurePush(i)) {
        return false;
      }
    }
    return false;
  }

  /** Whether values that meet are needed before anything could happen after that. */
  private boolean isUsedWhereItMeets(Use use) {
    if (role(use) != Role.WAIT) {
      return false;
    }
    for (int i = use.instruction() - 1; i >= 0; i--) {
      if (code.isReal(i) && !isPurePush(i)) {
        return false;
      }
      if (targets.get(i)) {
        return meetsAt(i, use);
      }
    }
    return false;
  }

  /** Whether it is at a label that the values of an operand come together. */
  private boolean meetsAt(int label, Use use) {
    Frame<FlowValue> there = frame(use.instruction());
    int slot = there.getStackSize() - 1 - use.depth();
    for (int i = 0; i < code.size(); i++) {
      Frame<FlowValue> before = frames.at(i);
      if (before != null && before.getStackSize() > slot && goesTo(i, label)) {
        if (before.getStack(slot).sources().equals(there.getStack(slot).sources())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean goesTo(int index, int label) {
    return Arrays.stream(code.successors(index)).anyMatch(next -> next == label);
  }

  /** Whether it only pushes a constant or a local; a constant that code makes is none. */
  private boolean isPurePush(int index) {
    return code.opcode(index) <= Opcodes.SIPUSH
        || code.isLoad(index)
        || (code.instructions[index] instanceof LdcInsnNode constant
            && (constant.cst instanceof Number || constant.cst instanceof String));
  }

  /** What an instruction does with an operand, if that is a ref. */
  Role role(int instruction, int depth) {
    return role(new Use(instruction, depth));
  }

  private Role role(Use use) {
    int i = use.instruction();
    int opcode = code.opcode(i);
    if (code.isStore(i)) {
      return Role.MOVE;
    }
    if (opcode == Opcodes.POP
        || (opcode == Opcodes.POP2 && Frames.operand(frame(i), 0).getSize() == 2)) {
      return Role.DROP;
    }
    if (isCopy(i)) {
      return Role.MOVE;
    }
    if (Operands.isShuffle(opcode)) {
      return Role.SHUFFLE;
    }
    if (isConversion(i)) {
      return refs[i] ? Role.MOVE : Role.WAIT;
    }
    Dispatch dispatch = calls.at(i);
    if (dispatch != null && use.depth() < dispatch.parameters().length) {
      Type parameter = dispatch.parameters()[dispatch.parameters().length - 1 - use.depth()];
      FlowValue operand = Frames.operand(frame(i), use.depth());
      return refTypes.fits(operand, parameter, this) ? Role.PASS : Role.WAIT;
    }
    return fresh.isElement(i, use.depth()) ? Role.ELEMENT : Role.WAIT;
  }

  /** The instruction's own type, if it makes a ref from nothing or changes its type. */
  @Nullable Type ownType(int index) {
    AbstractInsnNode node = code.instructions[index];
    Dispatch dispatch = calls.at(index);
    if (dispatch != null) {
      return dispatch.result();
    }
    if (calls.isGetOfRef(index)) {
      return Type.getObjectType(Names.OBJECT);
    }
    if (node.getOpcode() == Opcodes.CHECKCAST) {
      return Type.getObjectType(((TypeInsnNode) node).desc);
    }
    if (Conversions.isNumeric(node)) {
      return Conversions.numberMade(node);
    }
    return Conversions.isConversion(node) ? Type.getReturnType(((MethodInsnNode) node).desc) : null;
  }
}
