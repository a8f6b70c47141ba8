package dev.weft.agent.weave;

import dev.weft.agent.call.Conversions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/** Follows what happens to a call's value, to see whether it is what the method returns. */
final class Tail {

  private Tail() {}

  /**
   * Whether a method returns right after an instruction, with its value, through no more than
   * casts, boxing and jumps; or, in a method without value, drops it.
   */
  static boolean isTail(AbstractInsnNode instruction, Type result) {
    return isTail(instruction, result, probe -> {});
  }

  /**
   * The same.
   *
   * @param probes gets the instructions of coverage probes on the way, which are not in the way
   */
  static boolean isTail(
      AbstractInsnNode instruction, Type result, Consumer<AbstractInsnNode> probes) {
    boolean isVoid = result.getSort() == Type.VOID;
    boolean hasValue = !isVoid;
    boolean pushedNull = false;
    Set<AbstractInsnNode> seen = new HashSet<>();
    AbstractInsnNode next = following(instruction.getNext());
    while (next != null && seen.add(next)) {
      List<AbstractInsnNode> probe = CoverageProbe.at(next);
      if (!probe.isEmpty()) {
        probe.forEach(probes);
        next = following(probe.get(probe.size() - 1).getNext());
        continue;
      }
      int opcode = next.getOpcode();
      if (opcode == Opcodes.RETURN) {
        return !hasValue;
      }
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
        return hasValue || pushedNull;
      }
      if (opcode == Opcodes.GOTO) {
        next = following(((JumpInsnNode) next).label);
        continue;
      }
      if (hasValue && (opcode == Opcodes.POP || opcode == Opcodes.POP2)) {
        hasValue = false;
      } else if (isVoid && !pushedNull && opcode == Opcodes.ACONST_NULL) {
        pushedNull = true; // `return null` after a call without value
      } else if (!hasValue || !Conversions.isConversion(next)) {
        return false;
      }
      next = following(next.getNext());
    }
    return false;
  }

  /** The instruction itself, or the next that does something. */
  private static @Nullable AbstractInsnNode following(@Nullable AbstractInsnNode instruction) {
    AbstractInsnNode next = instruction;
    while (next != null && next.getOpcode() <= Opcodes.NOP) {
      next = next.getNext();
    }
    return next;
  }
}
