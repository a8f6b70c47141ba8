package dev.weft.agent.weave;

import dev.weft.agent.check.Lines;
import dev.weft.agent.check.Messages;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Warns of the use of an actor as a monitor: a handle's is this process's own. What type a value
 * has is seen where that is simple; nothing but a warning hangs on it.
 */
final class MonitorWarnings {

  private static final Set<String> MONITOR_METHODS = Set.of("wait", "notify", "notifyAll");

  private final ClassNode node;
  private final RemoteTypes types;
  private final Messages messages;

  MonitorWarnings(ClassNode node, RemoteTypes types, Messages messages) {
    this.node = node;
    this.types = types;
    this.messages = messages;
  }

  void warn() {
    for (MethodNode method : node.methods) {
      ValueFlow flow = null;
      for (AbstractInsnNode instruction : method.instructions) {
        int depth = depthOfMonitor(instruction);
        if (depth >= 0) {
          flow = flow == null ? new ValueFlow(node, method) : flow;
          warn(method, instruction, depth, flow);
        }
      }
    }
  }

  /** Where on the stack the object lies whose monitor an instruction uses, or -1. */
  private static int depthOfMonitor(AbstractInsnNode instruction) {
    if (instruction.getOpcode() == Opcodes.MONITORENTER) {
      return 0;
    }
    return instruction instanceof MethodInsnNode call
            && call.getOpcode() == Opcodes.INVOKEVIRTUAL
            && MONITOR_METHODS.contains(call.name)
            && call.owner.equals(Names.OBJECT)
        ? Type.getArgumentTypes(call.desc).length
        : -1;
  }

  private void warn(MethodNode method, AbstractInsnNode use, int depth, ValueFlow flow) {
    AbstractInsnNode source = flow.producer(use, depth);
    while (source != null && source.getOpcode() == Opcodes.DUP) {
      source = flow.producer(source, 0);
    }
    String type = source == null ? null : typeOf(method, source);
    if (type == null || !types.isActor(type)) {
      return;
    }
    boolean isLive = type.equals(node.name) && isThis(method, source);
    if (!isLive) {
      messages.warning(
          method.name,
          Lines.of(use),
          "The monitor of a handle of "
              + Names.binary(type)
              + " is this process's own: it keeps nobody else out, and wakes nobody.",
          "An actor runs one call at a time: let one of its methods do what belongs together.");
    } else if (use.getOpcode() == Opcodes.INVOKEVIRTUAL) {
      messages.warning(
          method.name,
          Lines.of(use),
          "An actor runs one call at a time: while it waits here, no other call can wake it.",
          "Return to the caller, and let it ask again.");
    }
  }

  private static boolean isThis(MethodNode method, @Nullable AbstractInsnNode source) {
    return (method.access & Opcodes.ACC_STATIC) == 0
        && source instanceof VarInsnNode load
        && load.var == 0;
  }

  private @Nullable String typeOf(MethodNode method, AbstractInsnNode source) {
    if (source instanceof TypeInsnNode type && source.getOpcode() != Opcodes.ANEWARRAY) {
      return type.desc.startsWith("[") ? null : type.desc;
    }
    if (source instanceof FieldInsnNode field) {
      return internalName(Type.getType(field.desc));
    }
    if (source instanceof MethodInsnNode call) {
      return internalName(Type.getReturnType(call.desc));
    }
    return source instanceof VarInsnNode load ? typeOfLocal(method, load.var) : null;
  }

  private @Nullable String typeOfLocal(MethodNode method, int slot) {
    int next = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      if (slot == 0) {
        return node.name;
      }
      next = 1;
    }
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      if (slot == next) {
        return internalName(parameter);
      }
      next += parameter.getSize();
    }
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index == slot) {
          return internalName(Type.getType(variable.desc));
        }
      }
    }
    return null;
  }

  private static @Nullable String internalName(Type type) {
    return type.getSort() == Type.OBJECT ? type.getInternalName() : null;
  }
}
