package dev.weft.agent.flow;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** The remote calls in a method that can be dispatched, by the index of their instruction. */
final class Calls {

  /** More would not fit the call site, which has options and a scope besides. */
  private static final int MOST_ARGUMENTS = 200;

  private final Code code;
  private final Frames frames;
  private final Map<Integer, Dispatch> dispatches = new TreeMap<>();
  private final BitSet gets = new BitSet();
  private final BitSet creations = new BitSet();
  private final BitSet underConstruction;

  Calls(String owner, Code code, Frames frames, RemoteTypes types) {
    this.code = code;
    this.frames = frames;
    this.underConstruction = underConstruction();
    for (int i = 0; i < code.size(); i++) {
      if (frames.at(i) == null) {
        continue;
      }
      Optional<Dispatch> dispatch = Dispatch.of(code.instructions[i], types);
      if (dispatch.isPresent() && canDispatch(i, dispatch.get(), owner, types)) {
        dispatches.put(i, dispatch.get());
      } else if (isGet(i)) {
        gets.set(i);
      } else if (isCreation(i, types)) {
        creations.set(i);
      }
    }
  }

  boolean isEmpty() {
    return dispatches.isEmpty() && creations.isEmpty();
  }

  Map<Integer, Dispatch> all() {
    return dispatches;
  }

  @Nullable Dispatch at(int index) {
    return dispatches.get(index);
  }

  /** Whether an instruction is {@code ref.get()}. */
  boolean isGetOfRef(int index) {
    return gets.get(index);
  }

  /** Whether an instruction calls the constructor of a new actor, which need not be waited for. */
  boolean isCreation(int index) {
    return creations.get(index);
  }

  /** The instructions that do. */
  int[] creations() {
    return creations.stream().toArray();
  }

  /** Whether a constructor has perhaps not called {@code super(…)} yet. */
  boolean isUnderConstruction(int index) {
    return underConstruction.get(index);
  }

  private boolean canDispatch(int index, Dispatch dispatch, String owner, RemoteTypes types) {
    return dispatch.operands() <= MOST_ARGUMENTS
        && types.isAccessible(dispatch.result(), owner)
        && !(code.method.name.equals("<clinit>") && dispatch.isTaskOf(owner))
        && (dispatch.isTask() || !isCallOfThis(index, dispatch));
  }

  /** A call of this actor by itself is an ordinary call: it runs already where it should. */
  private boolean isCallOfThis(int index, Dispatch dispatch) {
    return isThis(frame(index), dispatch.parameters().length);
  }

  private boolean isThis(Frame<FlowValue> frame, int depth) {
    return (code.method.access & Opcodes.ACC_STATIC) == 0
        && isThis(Frames.operand(frame, depth), new BitSet());
  }

  /**
   * Whether a value is {@code this}, be it by way of other locals.
   *
   * @param seen instructions that need no further look
   */
  private boolean isThis(FlowValue value, BitSet seen) {
    BitSet sources = value.sources();
    for (int i = sources.nextSetBit(0); i >= 0; i = sources.nextSetBit(i + 1)) {
      if (i >= code.size() || (!seen.get(i) && !givesThis(i, seen))) {
        return false;
      }
    }
    return true;
  }

  private boolean givesThis(int index, BitSet seen) {
    seen.set(index);
    Frame<FlowValue> frame = frame(index);
    if (code.isLoad(index)) {
      int slot = code.slot(index);
      return (slot == 0 && isParameter(frame)) || isThis(frame.getLocal(slot), seen);
    }
    return (code.isStore(index) || code.opcode(index) == Opcodes.DUP)
        && isThis(Frames.operand(frame, 0), seen);
  }

  private boolean isParameter(Frame<FlowValue> frame) {
    BitSet sources = frame.getLocal(0).sources();
    return sources.nextSetBit(0) >= code.size();
  }

  private boolean isCreation(int index, RemoteTypes types) {
    return code.instructions[index] instanceof MethodInsnNode call
        && call.name.equals("<init>")
        && types.isActor(call.owner)
        && !underConstruction.get(index)
        && !isThis(frame(index), Type.getArgumentTypes(call.desc).length);
  }

  private boolean isGet(int index) {
    if (!(code.instructions[index] instanceof MethodInsnNode call) || !call.name.equals("get")) {
      return false;
    }
    return (call.owner.equals(Names.OBJECT_REF) && call.desc.equals("()" + Names.OBJECT_DESCRIPTOR))
        || (call.owner.equals(Names.WEFT)
            && call.desc.equals("(" + Names.OBJECT_REF_DESCRIPTOR + ")" + Names.OBJECT_DESCRIPTOR));
  }

  private BitSet underConstruction() {
    BitSet reached = new BitSet();
    if (!code.method.name.equals("<init>")) {
      return reached;
    }
    Deque<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int index = open.pop();
      if (reached.get(index) || frames.at(index) == null) {
        continue;
      }
      reached.set(index);
      if (isConstructorCall(index)) {
        continue;
      }
      for (int next : code.successors(index)) {
        open.push(next);
      }
      code.handlers(index).forEach(block -> open.push(code.index(block.handler)));
    }
    return reached;
  }

  private boolean isConstructorCall(int index) {
    return code.instructions[index] instanceof MethodInsnNode call
        && call.name.equals("<init>")
        && isThis(frame(index), Type.getArgumentTypes(call.desc).length);
  }

  private Frame<FlowValue> frame(int index) {
    Frame<FlowValue> frame = frames.at(index);
    if (frame == null) {
      throw new IllegalStateException("Unreachable code was looked at.");
    }
    return frame;
  }
}
