package dev.weft.agent.weave;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.Names;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Makes what cannot be woven throw when it is reached. A program that the agent weaves must not run
 * on as if nothing were wrong.
 */
final class Refusals {

  /** What a throw needs of the stack; the method may be analysed yet. */
  private static final int ADDED_STACK = 3;

  private Refusals() {}

  /** Lets an actor class that was refused throw whenever it is constructed. */
  static void refuseClass(ClassNode node, Message message) {
    for (MethodNode method : node.methods) {
      if (method.name.equals("<init>")) {
        refuseMethod(method, message);
      }
    }
  }

  /** Lets a method throw before it does anything. */
  static void refuseMethod(MethodNode method, Message message) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
      method.instructions.insert(thrown(message));
      method.maxStack += ADDED_STACK;
    }
  }

  /** Puts a throw before an instruction; what follows is dead then. */
  static void refuseAt(MethodNode method, AbstractInsnNode instruction, Message message) {
    method.instructions.insertBefore(instruction, thrown(message));
    method.maxStack += ADDED_STACK;
  }

  private static InsnList thrown(Message message) {
    InsnList code = new InsnList();
    code.add(new TypeInsnNode(Opcodes.NEW, Names.WEAVE_EXCEPTION));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(new LdcInsnNode(message.toString()));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESPECIAL,
            Names.WEAVE_EXCEPTION,
            "<init>",
            "(Ljava/lang/String;)V",
            false));
    code.add(new InsnNode(Opcodes.ATHROW));
    return code;
  }
}
