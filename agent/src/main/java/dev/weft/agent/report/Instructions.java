package dev.weft.agent.report;

import dev.weft.agent.type.Names;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Names instructions by what they are in the source. */
public final class Instructions {

  private static final String COMPARISON = "the comparison";

  private Instructions() {}

  /** What an instruction is, as in {@code "the addition"}; empty when nothing says more. */
  public static String describe(AbstractInsnNode instruction) {
    if (instruction instanceof MethodInsnNode call) {
      String owner = Names.simple(call.owner);
      return call.name.equals("<init>") ? "new " + owner : "the call of " + owner + "." + call.name;
    }
    if (instruction instanceof FieldInsnNode access) {
      boolean isStore =
          access.getOpcode() == Opcodes.PUTFIELD || access.getOpcode() == Opcodes.PUTSTATIC;
      return (isStore ? "the store to the field " : "the read of the field ") + access.name;
    }
    if (instruction instanceof InvokeDynamicInsnNode site) {
      return site.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")
          ? "the concatenation"
          : "the lambda that captures it";
    }
    return instruction instanceof VarInsnNode ? "" : operation(instruction.getOpcode());
  }

  private static String operation(int opcode) {
    if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
      return "the read of an array";
    }
    if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
      return "the store to an array";
    }
    if (opcode >= Opcodes.IADD && opcode <= Opcodes.LXOR) {
      return arithmetic(opcode);
    }
    if (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S) {
      return "the conversion";
    }
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      return "the return";
    }
    return switch (opcode) {
      case Opcodes.LCMP, Opcodes.FCMPL, Opcodes.FCMPG, Opcodes.DCMPL, Opcodes.DCMPG -> COMPARISON;
      case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE ->
          "the condition";
      case Opcodes.IFNULL, Opcodes.IFNONNULL -> "the comparison with null";
      case Opcodes.IF_ICMPEQ,
          Opcodes.IF_ICMPNE,
          Opcodes.IF_ICMPLT,
          Opcodes.IF_ICMPGE,
          Opcodes.IF_ICMPGT,
          Opcodes.IF_ICMPLE,
          Opcodes.IF_ACMPEQ,
          Opcodes.IF_ACMPNE ->
          COMPARISON;
      case Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> "the switch";
      case Opcodes.IINC -> "the increment";
      case Opcodes.ARRAYLENGTH -> "the length of the array";
      case Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.MULTIANEWARRAY -> "the new array";
      case Opcodes.INSTANCEOF -> "instanceof";
      case Opcodes.CHECKCAST -> "the cast";
      case Opcodes.ATHROW -> "the throw";
      case Opcodes.MONITORENTER -> "synchronized";
      default -> "";
    };
  }

  private static String arithmetic(int opcode) {
    if (opcode >= Opcodes.ISHL) {
      return opcode <= Opcodes.LUSHR ? "the shift" : "the bit operation";
    }
    return switch ((opcode - Opcodes.IADD) / 4) {
      case 0 -> "the addition";
      case 1 -> "the subtraction";
      case 2 -> "the multiplication";
      case 3 -> "the division";
      case 4 -> "the remainder";
      default -> "the negation";
    };
  }
}
