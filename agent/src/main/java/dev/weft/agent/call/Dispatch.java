package dev.weft.agent.call;

import dev.weft.agent.type.RemoteTypes;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call in plain code that can be dispatched.
 *
 * @param call the instruction
 * @param isTask whether it calls a task, rather than a method of an actor
 */
public record Dispatch(MethodInsnNode call, boolean isTask) {

  /** The dispatch that an instruction can be, if any. */
  public static Optional<Dispatch> of(AbstractInsnNode instruction, RemoteTypes types) {
    if (!(instruction instanceof MethodInsnNode call)) {
      return Optional.empty();
    }
    return switch (call.getOpcode()) {
      case Opcodes.INVOKESTATIC ->
          types.task(call.owner, call.name, call.desc).map(method -> new Dispatch(call, true));
      case Opcodes.INVOKEVIRTUAL ->
          types
              .actorMethod(call.owner, call.name, call.desc)
              .map(method -> new Dispatch(call, false));
      case Opcodes.INVOKESPECIAL -> // before Java 11, a private method
          types
              .actorMethod(call.owner, call.name, call.desc)
              .filter(method -> method.is(Opcodes.ACC_PRIVATE))
              .map(method -> new Dispatch(call, false));
      default -> Optional.empty();
    };
  }

  public Type[] parameters() {
    return Type.getArgumentTypes(call.desc);
  }

  public Type result() {
    return Type.getReturnType(call.desc);
  }

  /** How many values it takes from the stack. */
  public int operands() {
    return parameters().length + (isTask ? 0 : 1);
  }

  /** The depth on the stack at which an argument lies. */
  public int depth(int argument) {
    return parameters().length - 1 - argument;
  }

  /** The instruction that dispatches it as a call that runs later in any case. */
  public InvokeDynamicInsnNode later(boolean hasOptions, Set<Integer> refs) {
    return isTask
        ? CallSites.task(call.owner, call.name, call.desc, hasOptions, refs)
        : CallSites.send(call.owner, call.name, call.desc, hasOptions, refs);
  }

  /** The instruction that dispatches it; see {@link CallSites}. */
  public InvokeDynamicInsnNode site(boolean hasOptions, Set<Integer> refs) {
    return isTask
        ? CallSites.task(call.owner, call.name, call.desc, hasOptions, refs)
        : CallSites.actor(call.owner, call.name, call.desc, hasOptions, refs);
  }
}
