package dev.weft.agent.flow;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** The types of plain values, as far as the instructions that push them tell. */
final class StaticTypes {

  /** The type of {@code null}. */
  static final Type NULL = Type.VOID_TYPE;

  private StaticTypes() {}

  /** The type of what an instruction pushes, or null if it does not tell. */
  static @Nullable Type pushedBy(AbstractInsnNode instruction) {
    if (instruction instanceof MethodInsnNode call) {
      return Type.getReturnType(call.desc);
    }
    if (instruction instanceof InvokeDynamicInsnNode call) {
      return Type.getReturnType(call.desc);
    }
    if (instruction instanceof FieldInsnNode access) {
      return Type.getType(access.desc);
    }
    if (instruction instanceof MultiANewArrayInsnNode array) {
      return Type.getType(array.desc);
    }
    if (instruction instanceof LdcInsnNode constant) {
      return ofConstant(constant.cst);
    }
    return switch (instruction.getOpcode()) {
      case Opcodes.ACONST_NULL -> NULL;
      case Opcodes.CHECKCAST -> Type.getObjectType(((TypeInsnNode) instruction).desc);
      case Opcodes.ANEWARRAY ->
          Type.getType("[" + Type.getObjectType(((TypeInsnNode) instruction).desc));
      case Opcodes.NEWARRAY -> ofPrimitives(((IntInsnNode) instruction).operand);
      case Opcodes.INSTANCEOF -> Type.BOOLEAN_TYPE;
      case Opcodes.I2B -> Type.BYTE_TYPE;
      case Opcodes.I2C, Opcodes.CALOAD -> Type.CHAR_TYPE;
      case Opcodes.I2S, Opcodes.SALOAD -> Type.SHORT_TYPE;
      default -> null;
    };
  }

  /** The constant {@code int} that an instruction pushes, or null if it pushes none. */
  static @Nullable Integer constant(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      return opcode - Opcodes.ICONST_0;
    }
    if (opcode == Opcodes.BIPUSH || opcode == Opcodes.SIPUSH) {
      return ((IntInsnNode) instruction).operand;
    }
    return instruction instanceof LdcInsnNode constant && constant.cst instanceof Integer value
        ? value
        : null;
  }

  /** Whether every {@code int} of one kind is one of another kind, too. */
  static boolean holds(Type wanted, Type given) {
    return wanted.equals(given) || (wanted.equals(Type.SHORT_TYPE) && given.equals(Type.BYTE_TYPE));
  }

  /** Whether a constant is a value of a kind of {@code int}. */
  static boolean holds(Type wanted, int constant) {
    return switch (wanted.getSort()) {
      case Type.BOOLEAN -> constant == 0 || constant == 1;
      case Type.BYTE -> constant == (byte) constant;
      case Type.SHORT -> constant == (short) constant;
      case Type.CHAR -> constant == (char) constant;
      default -> true;
    };
  }

  private static Type ofPrimitives(int elements) {
    return Type.getType(
        switch (elements) {
          case Opcodes.T_BOOLEAN -> "[Z";
          case Opcodes.T_CHAR -> "[C";
          case Opcodes.T_FLOAT -> "[F";
          case Opcodes.T_DOUBLE -> "[D";
          case Opcodes.T_BYTE -> "[B";
          case Opcodes.T_SHORT -> "[S";
          case Opcodes.T_LONG -> "[J";
          default -> "[I";
        });
  }

  private static @Nullable Type ofConstant(Object constant) {
    if (constant instanceof String) {
      return Type.getType(String.class);
    }
    boolean isClass = constant instanceof Type type && type.getSort() != Type.METHOD;
    return isClass ? Type.getType(Class.class) : null;
  }
}
