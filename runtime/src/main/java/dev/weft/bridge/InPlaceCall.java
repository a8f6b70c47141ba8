package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Objects;

/**
 * The short way of a call of an actor's method when the receiver is the live instance: the call as
 * it stands in the source, on the types that stand there, with nothing around it that the JIT
 * compiler cannot see through. It costs what the call costs in plain Java, where {@link Dispatch}
 * takes some fifty times as long.
 */
final class InPlaceCall {

  private static final ObjectRef<?> NOTHING = Scope.ready(null);

  private static final MethodHandle READY =
      find(Scope.class, "ready", MethodType.methodType(ObjectRef.class, Object.class));
  private static final MethodHandle IS_NULL =
      find(Objects.class, "isNull", MethodType.methodType(boolean.class, Object.class));

  private InPlaceCall() {}

  /**
   * Puts the short way before what a site is linked to otherwise; leaves that as it is if the call
   * needs what only {@link Dispatch} does: a ref among the arguments is to be awaited, there are
   * options, its value is a future's.
   */
  static CallSite before(
      CallSite linked, Lookup caller, String name, Class<?> owner, String descriptor) {
    MethodType site = linked.type();
    if (site.parameterType(0) == CallOptions.class
        || Arrays.asList(site.parameterArray()).contains(ObjectRef.class)
        || RemoteMethod.returnsFuture(descriptor)) {
      return linked;
    }
    try {
      MethodHandle target = call(caller, name, site, owner, descriptor);
      MethodHandle isLive =
          isLive(caller, owner).asType(MethodType.methodType(boolean.class, site.parameterType(0)));
      return new ConstantCallSite(MethodHandles.guardWithTest(isLive, target, linked.getTarget()));
    } catch (ReflectiveOperationException e) {
      return linked; // not a call that this caller could make in plain Java
    }
  }

  private static MethodHandle call(
      Lookup caller, String name, MethodType site, Class<?> owner, String descriptor)
      throws ReflectiveOperationException {
    MethodType declared = MethodType.fromMethodDescriptorString(descriptor, owner.getClassLoader());
    MethodHandle method = caller.findVirtual(owner, name, declared).asFixedArity();
    MethodHandle call =
        declared.returnType() == void.class
            ? MethodHandles.filterReturnValue(
                method, MethodHandles.constant(ObjectRef.class, NOTHING))
            : MethodHandles.filterReturnValue(
                method.asType(method.type().changeReturnType(Object.class)), READY);
    int parameters = call.type().parameterCount();
    boolean hasScope = site.parameterCount() > parameters;
    return (hasScope ? MethodHandles.dropArguments(call, parameters, Scope.class) : call)
        .asType(site);
  }

  /** Whether a receiver is a live instance; null is none. */
  private static MethodHandle isLive(Lookup caller, Class<?> owner)
      throws ReflectiveOperationException {
    MethodHandle handle =
        caller.findVirtual(owner, "$weft$handle", MethodType.methodType(ActorAddress.class));
    MethodHandle hasNone =
        MethodHandles.filterReturnValue(
            handle, IS_NULL.asType(MethodType.methodType(boolean.class, ActorAddress.class)));
    MethodType test = hasNone.type();
    return MethodHandles.guardWithTest(
        IS_NULL.asType(test),
        MethodHandles.dropArguments(
            MethodHandles.constant(boolean.class, false), 0, test.parameterList()),
        hasNone);
  }

  private static MethodHandle find(Class<?> type, String name, MethodType method) {
    try {
      return MethodHandles.lookup().findStatic(type, name, method);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
