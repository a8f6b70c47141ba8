package dev.weft.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/**
 * What JaCoCo's agent, when it comes first, writes between the instructions of a class: {@code
 * probes[n] = true}. It leaves the stack as it finds it, also between a call and its return.
 */
final class CoverageProbe {

  private CoverageProbe() {}

  /** The four instructions of the probe that begins with this one; none if there is no probe. */
  static List<AbstractInsnNode> at(AbstractInsnNode array) {
    AbstractInsnNode index = next(array);
    AbstractInsnNode value = next(index);
    AbstractInsnNode store = next(value);
    boolean isProbe =
        array.getOpcode() == Opcodes.ALOAD
            && isNumber(index)
            && is(value, Opcodes.ICONST_1)
            && is(store, Opcodes.BASTORE);
    return isProbe && index != null && value != null && store != null
        ? List.of(array, index, value, store)
        : List.of();
  }

  private static @Nullable AbstractInsnNode next(@Nullable AbstractInsnNode instruction) {
    return instruction == null ? null : instruction.getNext();
  }

  private static boolean is(@Nullable AbstractInsnNode instruction, int opcode) {
    return instruction != null && instruction.getOpcode() == opcode;
  }

  private static boolean isNumber(@Nullable AbstractInsnNode instruction) {
    if (instruction instanceof LdcInsnNode constant) {
      return constant.cst instanceof Integer;
    }
    return instruction instanceof IntInsnNode
        ? !is(instruction, Opcodes.NEWARRAY)
        : instruction != null
            && instruction.getOpcode() >= Opcodes.ICONST_0
            && instruction.getOpcode() <= Opcodes.ICONST_5;
  }
}
