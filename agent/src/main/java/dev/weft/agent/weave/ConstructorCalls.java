package dev.weft.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Finds the {@code this(…)} or {@code super(…)} of a constructor. */
final class ConstructorCalls {

  private ConstructorCalls() {}

  /** The calls by which a constructor hands its own instance on; more than one if it branches. */
  static List<MethodInsnNode> in(ClassNode node, MethodNode constructor) {
    ValueFlow flow = new ValueFlow(node, constructor);
    List<MethodInsnNode> calls = new ArrayList<>();
    for (AbstractInsnNode instruction : constructor.instructions) {
      if (instruction instanceof MethodInsnNode call
          && call.name.equals("<init>")
          && flow.isReachable(call)
          && isLoadOfThis(flow.producer(call, Type.getArgumentTypes(call.desc).length))) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static boolean isLoadOfThis(@Nullable AbstractInsnNode node) {
    return node instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD && load.var == 0;
  }
}
