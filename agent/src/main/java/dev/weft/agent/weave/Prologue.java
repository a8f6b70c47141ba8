package dev.weft.agent.weave;

import dev.weft.agent.call.Arguments;
import dev.weft.agent.call.CallSites;
import dev.weft.agent.type.Names;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The code at the start of an actor's method that sees to handles: {@code if (isHandle) …}. */
final class Prologue {

  private final ClassNode node;

  Prologue(ClassNode node) {
    this.node = node;
  }

  /** Lets a method, called on a handle, send the call and wait for its value. */
  void addCall(MethodNode method) {
    Type result = Type.getReturnType(method.desc);
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(Arguments.load(method.desc, 1));
    code.add(CallSites.actor(node.name, method.name, method.desc, false, false, Set.of()));
    code.add(CallSites.result(result));
    code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
    add(method, code);
  }

  /**
   * Lets a method, called on a handle, run other code. That code has no line: it is not where a
   * debugger stops for the method, nor shown in the trace of a failure.
   *
   * @param onHandle ends in a return
   */
  void add(MethodNode method, InsnList onHandle) {
    LabelNode live = new LabelNode();
    LabelNode start = new LabelNode();
    InsnList code = new InsnList();
    code.add(start);
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(
        new FieldInsnNode(
            Opcodes.GETFIELD, node.name, ActorState.HANDLE, Names.ACTOR_ADDRESS_DESCRIPTOR));
    code.add(new JumpInsnNode(Opcodes.IFNULL, live));
    code.add(onHandle);
    code.add(live);
    showParameters(method, start);
    method.instructions.insert(code);
  }

  /** Lets {@code this} and the parameters be seen from the new start on, not the old one. */
  private static void showParameters(MethodNode method, LabelNode start) {
    if (method.localVariables == null) {
      return;
    }
    for (LocalVariableNode variable : method.localVariables) {
      AbstractInsnNode before = variable.start;
      while (before != null && before.getOpcode() < 0) {
        before = before.getPrevious();
      }
      if (before == null) {
        variable.start = start;
      }
    }
  }
}
