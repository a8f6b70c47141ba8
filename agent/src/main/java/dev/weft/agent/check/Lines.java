package dev.weft.agent.check;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the lines of the source in code. */
public final class Lines {

  private Lines() {}

  /** The line that an instruction belongs to, or 0. */
  public static int of(AbstractInsnNode instruction) {
    for (AbstractInsnNode node = instruction; node != null; node = node.getPrevious()) {
      if (node instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  /** The first line of a method, or 0. */
  public static int first(MethodNode method) {
    LineNumberNode line = firstNode(method);
    return line == null ? 0 : line.line;
  }

  private static @Nullable LineNumberNode firstNode(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof LineNumberNode line) {
        return line;
      }
    }
    return null;
  }
}
