package dev.weft.agent.call;

import dev.weft.agent.type.MethodInfo;
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
 * @param kind what it calls
 * @param method what makes it remote: the method called, or one that it overrides
 * @param awaits whether the caller waits where the call stands, as {@code @Remote(await = true)}
 *     wants it
 */
public record Dispatch(MethodInsnNode call, Kind kind, MethodInfo method, boolean awaits) {

  /** The kinds of calls. */
  public enum Kind {
    /** A static method. */
    TASK,
    /** An instance method whose receiver goes along by value. */
    INSTANCE_TASK,
    /** A method of an actor. */
    ACTOR_CALL
  }

  /** The dispatch that an instruction can be, if any. */
  public static Optional<Dispatch> of(AbstractInsnNode instruction, RemoteTypes types) {
    if (!(instruction instanceof MethodInsnNode call)) {
      return Optional.empty();
    }
    return switch (call.getOpcode()) {
      case Opcodes.INVOKESTATIC ->
          of(call, Kind.TASK, types.task(call.owner, call.name, call.desc), types);
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> ofInstance(call, types);
      case Opcodes.INVOKESPECIAL -> { // before Java 11, a private method
        Optional<Dispatch> dispatch = ofInstance(call, types);
        yield dispatch.isPresent() && dispatch.get().method.is(Opcodes.ACC_PRIVATE)
            ? dispatch
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Dispatch> ofInstance(MethodInsnNode call, RemoteTypes types) {
    Optional<MethodInfo> task = types.instanceTask(call.owner, call.name, call.desc);
    return task.isPresent() || call.itf
        ? of(call, Kind.INSTANCE_TASK, task, types)
        : of(call, Kind.ACTOR_CALL, types.actorMethod(call.owner, call.name, call.desc), types);
  }

  private static Optional<Dispatch> of(
      MethodInsnNode call, Kind kind, Optional<MethodInfo> method, RemoteTypes types) {
    return method.isEmpty() ? Optional.empty() : Optional.of(of(call, kind, method.get(), types));
  }

  private static Dispatch of(MethodInsnNode call, Kind kind, MethodInfo method, RemoteTypes types) {
    return new Dispatch(call, kind, method, types.isAwaited(call.owner, method));
  }

  /** Whether it calls a task, rather than a method of an actor. */
  public boolean isTask() {
    return kind != Kind.ACTOR_CALL;
  }

  /**
   * Whether it calls a task whose body needs a class to be initialised: while that goes on, it can
   * run on the initialising thread alone.
   */
  public boolean isTaskOf(String type) {
    boolean needsReceiversClass = kind == Kind.INSTANCE_TASK && call.owner.equals(type);
    return isTask() && (needsReceiversClass || method.owner().equals(type));
  }

  /** Whether a receiver lies below the arguments. */
  public boolean hasReceiver() {
    return kind != Kind.TASK;
  }

  public Type[] parameters() {
    return Type.getArgumentTypes(call.desc);
  }

  public Type result() {
    return Type.getReturnType(call.desc);
  }

  /**
   * Whether it is declared to return a ref or a future: then it returns at once, to whom the ref
   * belongs, and nobody else waits for it; see {@link CallSites#result}.
   */
  public boolean returnsFuture() {
    return CallSites.isFuture(result());
  }

  /** How many values it takes from the stack. */
  public int operands() {
    return parameters().length + (hasReceiver() ? 1 : 0);
  }

  /** The depth on the stack at which an argument lies. */
  public int depth(int argument) {
    return parameters().length - 1 - argument;
  }

  /** The instruction that dispatches it as a call that runs later in any case. */
  public InvokeDynamicInsnNode later(boolean hasOptions, Set<Integer> refs) {
    return kind == Kind.ACTOR_CALL
        ? CallSites.later(call.owner, call.name, call.desc, hasOptions, refs)
        : site(hasOptions, refs);
  }

  /** The instruction that dispatches it; see {@link CallSites}. */
  public InvokeDynamicInsnNode site(boolean hasOptions, Set<Integer> refs) {
    return site(hasOptions, false, refs);
  }

  /**
   * The instruction that dispatches it.
   *
   * @param hasScope whether the scope to which the call is added comes last
   */
  public InvokeDynamicInsnNode site(boolean hasOptions, boolean hasScope, Set<Integer> refs) {
    return switch (kind) {
      case TASK -> CallSites.task(call.owner, call.name, call.desc, hasOptions, hasScope, refs);
      case INSTANCE_TASK ->
          CallSites.instanceTask(call.owner, call.name, call.desc, hasOptions, hasScope, refs);
      case ACTOR_CALL ->
          CallSites.actor(call.owner, call.name, call.desc, hasOptions, hasScope, refs);
    };
  }
}
