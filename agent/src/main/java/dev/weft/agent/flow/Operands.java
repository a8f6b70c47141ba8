package dev.weft.agent.flow;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;

/** Tells how many values an instruction takes from the stack. */
final class Operands {

  private Operands() {}

  /** How many values it takes; a long counts as one. Not for shuffles. */
  static int count(AbstractInsnNode instruction) {
    if (instruction instanceof MethodInsnNode call) {
      return Type.getArgumentTypes(call.desc).length
          + (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
    }
    if (instruction instanceof InvokeDynamicInsnNode call) {
      return Type.getArgumentTypes(call.desc).length;
    }
    if (instruction instanceof MultiANewArrayInsnNode array) {
      return array.dims;
    }
    int opcode = instruction.getOpcode();
    if (opcode <= Opcodes.ALOAD) {
      return 0;
    }
    if (opcode <= Opcodes.SALOAD) {
      return 2;
    }
    if (opcode <= Opcodes.ASTORE) {
      return 1;
    }
    if (opcode <= Opcodes.SASTORE) {
      return 3;
    }
    return switch (opcode) {
      case Opcodes.INEG,
          Opcodes.LNEG,
          Opcodes.FNEG,
          Opcodes.DNEG,
          Opcodes.POP,
          Opcodes.DUP,
          Opcodes.TABLESWITCH,
          Opcodes.LOOKUPSWITCH,
          Opcodes.IRETURN,
          Opcodes.LRETURN,
          Opcodes.FRETURN,
          Opcodes.DRETURN,
          Opcodes.ARETURN,
          Opcodes.PUTSTATIC,
          Opcodes.GETFIELD,
          Opcodes.NEWARRAY,
          Opcodes.ANEWARRAY,
          Opcodes.ARRAYLENGTH,
          Opcodes.ATHROW,
          Opcodes.CHECKCAST,
          Opcodes.INSTANCEOF,
          Opcodes.MONITORENTER,
          Opcodes.MONITOREXIT,
          Opcodes.IFNULL,
          Opcodes.IFNONNULL ->
          1;
      case Opcodes.IINC,
          Opcodes.GOTO,
          Opcodes.JSR,
          Opcodes.RET,
          Opcodes.RETURN,
          Opcodes.GETSTATIC,
          Opcodes.NEW ->
          0;
      case Opcodes.PUTFIELD -> 2;
      default -> conversionOrBinary(opcode);
    };
  }

  /** Whether it only moves values about on the stack, a single copy or drop of the top aside. */
  static boolean isShuffle(int opcode) {
    return opcode >= Opcodes.POP2 && opcode <= Opcodes.SWAP && opcode != Opcodes.DUP;
  }

  /** How many slots of the stack a shuffle touches. */
  static int shuffledSlots(int opcode) {
    return switch (opcode) {
      case Opcodes.POP2, Opcodes.SWAP, Opcodes.DUP2, Opcodes.DUP_X1 -> 2;
      case Opcodes.DUP_X2, Opcodes.DUP2_X1 -> 3;
      case Opcodes.DUP2_X2 -> 4;
      default -> throw new IllegalArgumentException("No shuffle: " + opcode);
    };
  }

  private static int conversionOrBinary(int opcode) {
    if (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S) {
      return 1;
    }
    if (opcode >= Opcodes.IFEQ && opcode <= Opcodes.IFLE) {
      return 1;
    }
    return 2; // arithmetic and comparisons of two values
  }
}
