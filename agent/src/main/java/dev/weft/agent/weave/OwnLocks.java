package dev.weft.agent.weave;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Lets an actor that calls its own synchronized methods go straight to their bodies, for it is no
 * handle: the JIT joins locks that follow each other only where nothing is asked between them.
 *
 * <p>Only for methods that no subclass can override, called on {@code this} itself.
 */
final class OwnLocks {

  private final String owner;
  private final List<MethodNode> live;
  private final Map<String, MethodNode> locked;

  /**
   * @param live methods whose own code a handle never comes to
   * @param locked the bodies of synchronized methods, by the name and descriptor of these
   */
  OwnLocks(String owner, List<MethodNode> live, Map<String, MethodNode> locked) {
    this.owner = owner;
    this.live = live;
    this.locked = locked;
  }

  void weave() {
    if (locked.isEmpty()) {
      return;
    }
    for (MethodNode method : live) {
      if (callsAny(method) && !writesThis(method)) {
        weave(method);
      }
    }
  }

  private void weave(MethodNode method) {
    Frame<SourceValue>[] frames;
    try {
      frames = new Analyzer<>(new SourceInterpreter()).analyzeAndComputeMaxs(owner, method);
    } catch (AnalyzerException e) {
      return; // nothing but a detour is lost
    }
    AbstractInsnNode[] instructions = method.instructions.toArray();
    for (int i = 0; i < instructions.length; i++) {
      MethodNode body = body(instructions[i]);
      if (body != null && frames[i] != null && isOnThis(frames[i], body)) {
        MethodInsnNode call = (MethodInsnNode) instructions[i];
        call.setOpcode(Opcodes.INVOKESPECIAL);
        call.name = body.name;
      }
    }
  }

  private boolean callsAny(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (body(instruction) != null) {
        return true;
      }
    }
    return false;
  }

  private static boolean writesThis(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.ASTORE && ((VarInsnNode) instruction).var == 0) {
        return true;
      }
    }
    return false;
  }

  private @Nullable MethodNode body(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
            && call.getOpcode() != Opcodes.INVOKESTATIC
            && call.owner.equals(owner)
        ? locked.get(call.name + call.desc)
        : null;
  }

  private static boolean isOnThis(Frame<SourceValue> frame, MethodNode body) {
    int arguments = Type.getArgumentTypes(body.desc).length;
    SourceValue receiver = frame.getStack(frame.getStackSize() - 1 - arguments);
    for (AbstractInsnNode source : receiver.insns) {
      if (source.getOpcode() != Opcodes.ALOAD || ((VarInsnNode) source).var != 0) {
        return false;
      }
    }
    return !receiver.insns.isEmpty();
  }
}
