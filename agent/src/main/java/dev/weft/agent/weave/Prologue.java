package dev.weft.agent.weave;

import dev.weft.agent.call.Arguments;
import dev.weft.agent.call.CallSites;
import dev.weft.agent.check.Lines;
import dev.weft.agent.type.Names;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
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
    code.add(CallSites.actor(node.name, method.name, method.desc, false, Set.of()));
    code.add(CallSites.result(result));
    code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
    add(method, code);
  }

  /**
   * Lets a method, called on a handle, run other code.
   *
   * @param onHandle ends in a return
   */
  void add(MethodNode method, InsnList onHandle) {
    LabelNode live = new LabelNode();
    InsnList code = new InsnList();
    int line = Lines.first(method);
    if (line != 0) {
      LabelNode start = new LabelNode();
      code.add(start);
      code.add(new LineNumberNode(line, start));
    }
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(
        new FieldInsnNode(
            Opcodes.GETFIELD, node.name, ActorState.HANDLE, Names.ACTOR_ADDRESS_DESCRIPTOR));
    code.add(new JumpInsnNode(Opcodes.IFNULL, live));
    code.add(onHandle);
    code.add(live);
    method.instructions.insert(code);
  }
}
