package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Lets {@code Weft.executor()} give an executor over the cluster: unwoven, it is a plain one. */
final class ExecutorCalls {

  private static final String VERB = "executor";
  private static final String RESULT = "Ljava/util/concurrent/ExecutorService;";
  private static final String CREATE = "create";

  private ExecutorCalls() {}

  /** Weaves a class; returns whether there was anything to weave. */
  static boolean weave(ClassNode node) {
    boolean changed = false;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof MethodInsnNode call && isVerb(call)) {
          String descriptor =
              call.owner.equals(Names.WEFT)
                  ? "()" + RESULT
                  : "(" + Names.CALL_OPTIONS_DESCRIPTOR + ")" + RESULT;
          method.instructions.set(
              call,
              new MethodInsnNode(
                  Opcodes.INVOKESTATIC, Names.CLUSTER_EXECUTORS, CREATE, descriptor, false));
          changed = true;
        }
      }
    }
    return changed;
  }

  private static boolean isVerb(MethodInsnNode call) {
    return call.name.equals(VERB)
        && (call.owner.equals(Names.WEFT) || call.owner.equals(Names.CALL_OPTIONS))
        && Type.getArgumentTypes(call.desc).length == 0;
  }
}
