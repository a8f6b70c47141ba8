package dev.weft.agent.flow;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.Frame;

/** Follows plain values to what pushed them first, through locals and copies. */
final class Origins {

  /**
   * What a value may come from.
   *
   * @param pushed instructions that push it
   * @param parameters slots of parameters that hold it
   * @param isComplete whether that is all; not so for caught exceptions
   */
  record Found(Set<Integer> pushed, Set<Integer> parameters, boolean isComplete) {}

  private final Code code;
  private final Frames frames;
  private final Map<Integer, Type> parameters = new HashMap<>();

  Origins(String owner, Code code, Frames frames) {
    this.code = code;
    this.frames = frames;
    int slot = 0;
    if ((code.method.access & Opcodes.ACC_STATIC) == 0) {
      parameters.put(slot++, Type.getObjectType(owner));
    }
    for (Type parameter : Type.getArgumentTypes(code.method.desc)) {
      parameters.put(slot, parameter);
      slot += parameter.getSize();
    }
  }

  /** The declared type of the parameter in a slot. */
  Type typeOfParameter(int slot) {
    Type type = parameters.get(slot);
    if (type == null) {
      throw new IllegalArgumentException("No parameter is in slot " + slot + ".");
    }
    return type;
  }

  /** What an instruction pushes. */
  Found ofPushed(int index) {
    Search search = new Search();
    boolean isComplete = search.find(index);
    return new Found(search.pushed, search.slots, isComplete);
  }

  /** What a value on the stack is. */
  Found of(FlowValue value) {
    Search search = new Search();
    boolean isComplete = search.findOnStack(value);
    return new Found(search.pushed, search.slots, isComplete);
  }

  private final class Search {

    final Set<Integer> pushed = new HashSet<>();
    final Set<Integer> slots = new HashSet<>();
    private final BitSet seen = new BitSet();

    /** Follows what an instruction pushes; returns false where that leads nowhere. */
    boolean find(int index) {
      Frame<FlowValue> frame = frames.at(index);
      if (seen.get(index) || frame == null) {
        return frame != null;
      }
      seen.set(index);
      if (code.isLoad(index)) {
        return findLocal(code.slot(index), frame.getLocal(code.slot(index)));
      }
      if (code.opcode(index) == Opcodes.DUP) {
        return findOnStack(Frames.operand(frame, 0));
      }
      pushed.add(index);
      return true;
    }

    boolean findOnStack(FlowValue value) {
      boolean isComplete = true;
      BitSet sources = value.sources();
      for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
        isComplete &= s < code.size() && find(s);
      }
      return isComplete;
    }

    private boolean findLocal(int slot, FlowValue local) {
      boolean isComplete = true;
      BitSet sources = local.sources();
      for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
        int store = Frames.store(s, code);
        Frame<FlowValue> frame = store < 0 ? null : frames.at(store);
        if (store < 0 && parameters.containsKey(slot)) {
          slots.add(slot);
        } else {
          isComplete &=
              frame != null && code.isStore(store) && findOnStack(Frames.operand(frame, 0));
        }
      }
      return isComplete;
    }
  }
}
