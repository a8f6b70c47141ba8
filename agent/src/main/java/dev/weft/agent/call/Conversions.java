package dev.weft.agent.call;

import dev.weft.agent.type.Names;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Casts, boxing and unboxing: makes them, and tells which instructions are no more than that. */
public final class Conversions {

  private static final Map<String, String> BOXES =
      Map.of(
          "Z", "java/lang/Boolean",
          "B", "java/lang/Byte",
          "C", "java/lang/Character",
          "S", "java/lang/Short",
          "I", "java/lang/Integer",
          "J", "java/lang/Long",
          "F", "java/lang/Float",
          "D", "java/lang/Double");

  private Conversions() {}

  public static boolean isPrimitive(Type type) {
    return type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY;
  }

  /** Turns the object on the stack into a value of the type. */
  public static InsnList fromObject(Type type) {
    InsnList code = new InsnList();
    if (!isPrimitive(type)) {
      if (!type.getInternalName().equals(Names.OBJECT)) {
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
      }
      return code;
    }
    String box = box(type);
    code.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            box,
            type.getClassName() + "Value",
            Type.getMethodDescriptor(type),
            false));
    return code;
  }

  /** Turns the primitive value on the stack into its box. */
  public static MethodInsnNode toBox(Type type) {
    String box = box(type);
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        box,
        "valueOf",
        Type.getMethodDescriptor(Type.getObjectType(box), type),
        false);
  }

  /** Whether an instruction leaves the same value, only typed otherwise. */
  public static boolean isConversion(AbstractInsnNode instruction) {
    if (instruction.getOpcode() == Opcodes.CHECKCAST) {
      return true;
    }
    return instruction instanceof MethodInsnNode call && (isBoxing(call) || isUnboxing(call));
  }

  /** Whether an instruction makes a number of another type, which never fails. */
  public static boolean isNumeric(AbstractInsnNode instruction) {
    return instruction.getOpcode() >= Opcodes.I2L && instruction.getOpcode() <= Opcodes.I2S;
  }

  /** The type that such an instruction takes; an {@code int} may be a shorter one. */
  public static Type numberTaken(AbstractInsnNode numeric) {
    return switch (numeric.getOpcode()) {
      case Opcodes.L2I, Opcodes.L2F, Opcodes.L2D -> Type.LONG_TYPE;
      case Opcodes.F2I, Opcodes.F2L, Opcodes.F2D -> Type.FLOAT_TYPE;
      case Opcodes.D2I, Opcodes.D2L, Opcodes.D2F -> Type.DOUBLE_TYPE;
      default -> Type.INT_TYPE;
    };
  }

  /** The type that such an instruction makes. */
  public static Type numberMade(AbstractInsnNode numeric) {
    return switch (numeric.getOpcode()) {
      case Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> Type.LONG_TYPE;
      case Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> Type.FLOAT_TYPE;
      case Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> Type.DOUBLE_TYPE;
      case Opcodes.I2B -> Type.BYTE_TYPE;
      case Opcodes.I2C -> Type.CHAR_TYPE;
      case Opcodes.I2S -> Type.SHORT_TYPE;
      default -> Type.INT_TYPE;
    };
  }

  private static boolean isBoxing(MethodInsnNode call) {
    if (call.getOpcode() != Opcodes.INVOKESTATIC || !call.name.equals("valueOf")) {
      return false;
    }
    Type[] arguments = Type.getArgumentTypes(call.desc);
    return arguments.length == 1 && call.owner.equals(BOXES.get(arguments[0].getDescriptor()));
  }

  private static boolean isUnboxing(MethodInsnNode call) {
    Type result = Type.getReturnType(call.desc);
    return call.getOpcode() == Opcodes.INVOKEVIRTUAL
        && call.owner.equals(BOXES.get(result.getDescriptor()))
        && call.name.equals(result.getClassName() + "Value")
        && Type.getArgumentTypes(call.desc).length == 0;
  }

  private static String box(Type type) {
    String box = BOXES.get(type.getDescriptor());
    if (box == null) {
      throw new IllegalArgumentException("No box for " + type + ".");
    }
    return box;
  }
}
