package dev.weft.agent.flow;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The plain values that can become refs where they are pushed, because they meet refs on the stack:
 * the {@code 0} in {@code isKnown ? 0 : count(x)}. And what is known of their types, by what pushed
 * them first.
 */
final class Lifts {

  private final Code code;
  private final Frames frames;
  private final Map<Integer, Type> parameters = new HashMap<>();
  private final BitSet possible = new BitSet();

  Lifts(String owner, Code code, Frames frames, Calls calls) {
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
    for (int i = 0; i < code.size(); i++) {
      if (frames.at(i) != null && code.isReal(i) && calls.at(i) == null && pushesOneValue(i)) {
        possible.set(i);
      }
    }
  }

  /**
   * Whether an instruction pushes a value that can become a ref: one of several ways on which the
   * operand of an instruction can come.
   */
  boolean isPossible(int index, FlowValue operand) {
    return possible.get(index) && operand.sources().cardinality() > 1;
  }

  /** Whether a primitive value that is pushed is also one of the given type. */
  boolean isOf(Type primitive, int index) {
    if (primitive.getSize() == 2
        || primitive.equals(Type.FLOAT_TYPE)
        || primitive.equals(Type.INT_TYPE)) {
      return true; // as the verifier has seen
    }
    Origins origins = new Origins();
    return origins.find(index)
        && origins.declared.stream().allMatch(type -> StaticTypes.holds(primitive, type))
        && origins.pushed.stream().allMatch(i -> isOfKind(primitive, code.instructions[i]));
  }

  /** The types that an object which is pushed may have, or null if that is unknown. */
  @Nullable Set<Type> typesOf(int index) {
    Origins origins = new Origins();
    if (!origins.find(index)) {
      return null;
    }
    Set<Type> types = new HashSet<>(origins.declared);
    for (int i : origins.pushed) {
      AbstractInsnNode node = code.instructions[i];
      Type type =
          node.getOpcode() == Opcodes.NEW
              ? Type.getObjectType(((TypeInsnNode) node).desc)
              : StaticTypes.pushedBy(node);
      if (type == null) {
        return null;
      }
      types.add(type);
    }
    types.remove(StaticTypes.NULL);
    return types;
  }

  private static boolean isOfKind(Type kind, AbstractInsnNode node) {
    Integer constant = StaticTypes.constant(node);
    if (constant != null) {
      return StaticTypes.holds(kind, constant);
    }
    Type type = StaticTypes.pushedBy(node);
    return type != null && StaticTypes.holds(kind, type);
  }

  private boolean pushesOneValue(int index) {
    int opcode = code.opcode(index);
    return opcode != Opcodes.NEW && opcode != Opcodes.DUP && !Operands.isShuffle(opcode);
  }

  /** Where a value comes from, through locals and copies. */
  private final class Origins {

    final Set<Integer> pushed = new HashSet<>();
    final Set<Type> declared = new HashSet<>();
    private final BitSet seen = new BitSet();

    /** Follows what an instruction pushes; returns false where that leads nowhere. */
    boolean find(int index) {
      if (seen.get(index)) {
        return true;
      }
      seen.set(index);
      Frame<FlowValue> frame = frames.at(index);
      if (frame == null) {
        return false;
      }
      if (code.isLoad(index)) {
        return findLocal(code.slot(index), frame.getLocal(code.slot(index)));
      }
      if (code.opcode(index) == Opcodes.DUP) {
        return findOnStack(Frames.operand(frame, 0));
      }
      pushed.add(index);
      return true;
    }

    private boolean findLocal(int slot, FlowValue local) {
      BitSet sources = local.sources();
      for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
        int store = Frames.store(s, code);
        Frame<FlowValue> frame = store < 0 ? null : frames.at(store);
        Type parameter = parameters.get(slot);
        if (store < 0 && parameter != null) {
          declared.add(parameter);
        } else if (frame == null
            || !code.isStore(store)
            || !findOnStack(Frames.operand(frame, 0))) {
          return false;
        }
      }
      return true;
    }

    private boolean findOnStack(FlowValue value) {
      BitSet sources = value.sources();
      for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
        if (s >= code.size() || !find(s)) {
          return false;
        }
      }
      return true;
    }
  }
}
