package dev.weft.agent.flow;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The plain values that can become refs where they are pushed, because they meet refs on the stack:
 * the {@code 0} in {@code isKnown ? 0 : count(x)}. And what is known of their types, by what pushed
 * them first.
 */
final class Lifts {

  private final Code code;
  private final Origins origins;
  private final BitSet possible = new BitSet();

  Lifts(Code code, Frames frames, Calls calls, Origins origins) {
    this.code = code;
    this.origins = origins;
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
    Origins.Found found = origins.ofPushed(index);
    return found.isComplete()
        && found.parameters().stream()
            .allMatch(slot -> StaticTypes.holds(primitive, origins.typeOfParameter(slot)))
        && found.pushed().stream().allMatch(i -> isOfKind(primitive, code.instructions[i]));
  }

  /** The types that an object which is pushed may have, or null if that is unknown. */
  @Nullable Set<Type> typesOf(int index) {
    Origins.Found found = origins.ofPushed(index);
    if (!found.isComplete()) {
      return null;
    }
    Set<Type> types = new HashSet<>();
    found.parameters().forEach(slot -> types.add(origins.typeOfParameter(slot)));
    for (int i : found.pushed()) {
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
}
