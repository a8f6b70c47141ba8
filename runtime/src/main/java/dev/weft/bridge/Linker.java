package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.error.WeaveException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Links the call sites that the weaver wrote, each once: finds the method in its owner's {@link
 * RemoteTable} and binds it to {@link Dispatch}.
 *
 * <p>The types at a site are those of the original call, or {@code Object}, with three liberties:
 * {@link CallOptions} may come first; the {@link Scope} that the call is to be added to may come
 * last; and a position may hold an {@link ObjectRef} in place of the value itself, which the engine
 * then resolves before the method runs. A parameter declared as {@code ObjectRef} gets the ref.
 */
public final class Linker {

  private static final MethodHandle SUBMIT =
      dispatch(
          "submit",
          ObjectRef.class,
          LinkedCall.class,
          CallOptions.class,
          Object[].class,
          Scope.class);
  private static final MethodHandle SEND =
      dispatch(
          "send",
          ObjectRef.class,
          LinkedCall.class,
          CallOptions.class,
          Object[].class,
          Scope.class);
  private static final MethodHandle CALL = method("call");
  private static final MethodHandle LATER = method("later");
  private static final MethodHandle CREATE =
      dispatch(
          "create",
          ActorAddress.class,
          LinkedCall.class,
          CreationOptions.class,
          Object.class,
          Object[].class);
  private static final MethodHandle REFUSE =
      dispatch(
          "refuse",
          ActorAddress.class,
          Class.class,
          CreationOptions.class,
          Object.class,
          Object[].class);

  private Linker() {}

  /**
   * Links {@code ([CallOptions,] args…[, Scope]) ObjectRef}: a call of a static method.
   *
   * @param owner the class named at the call
   * @param descriptor the original descriptor of the method
   */
  public static CallSite task(
      Lookup caller, String name, MethodType site, Class<?> owner, String descriptor) {
    RemoteMethod method = RemoteTable.of(declaring(owner, name, descriptor)).find(name, descriptor);
    return link(caller, SUBMIT, method, site, method.type(), 0);
  }

  /**
   * Links {@code ([CallOptions,] receiver, args…[, Scope]) ObjectRef}: a call of an instance method
   * as a task, to which the receiver goes along as the first argument.
   *
   * @param owner the class or interface named at the call
   * @param descriptor the original descriptor of the method
   */
  public static CallSite instanceTask(
      Lookup caller, String name, MethodType site, Class<?> owner, String descriptor) {
    RemoteMethod method = RemoteTable.of(listing(owner, name, descriptor)).find(name, descriptor);
    return link(caller, SEND, method, site, method.type().insertParameterTypes(0, owner), 0);
  }

  /**
   * Links {@code ([CallOptions,] receiver, args…[, Scope]) ObjectRef}: a call of a method of an
   * actor, which runs at once on the live instance.
   */
  public static CallSite call(
      Lookup caller, String name, MethodType site, Class<?> owner, String descriptor) {
    return InPlaceCall.before(
        method(caller, CALL, name, site, owner, descriptor), caller, name, owner, descriptor);
  }

  /** Links the same for a call that is to run later, on the live instance too. */
  public static CallSite later(
      Lookup caller, String name, MethodType site, Class<?> owner, String descriptor) {
    return method(caller, LATER, name, site, owner, descriptor);
  }

  /**
   * Links {@code (CreationOptions, handle, args…) ActorAddress}: the creation of an actor, inside
   * its constructor.
   */
  public static CallSite create(
      Lookup caller, String name, MethodType site, Class<?> owner, String descriptor) {
    MethodHandle bound =
        Modifier.isAbstract(owner.getModifiers())
            ? MethodHandles.insertArguments(REFUSE, 0, owner)
            : MethodHandles.insertArguments(
                CREATE,
                0,
                new LinkedCall(RemoteTable.of(owner).find("<init>", descriptor), new int[0], null));
    return new ConstantCallSite(
        bound.asCollector(Object[].class, site.parameterCount() - 2).asType(site));
  }

  private static CallSite method(
      Lookup caller,
      MethodHandle target,
      String name,
      MethodType site,
      Class<?> owner,
      String descriptor) {
    RemoteMethod method = RemoteTable.of(declaring(owner, name, descriptor)).find(name, descriptor);
    return link(caller, target, method, site, method.type().insertParameterTypes(0, owner), 1);
  }

  /**
   * @param receiver how many values come before the arguments
   */
  private static CallSite link(
      Lookup caller,
      MethodHandle target,
      RemoteMethod method,
      MethodType site,
      MethodType declared,
      int receiver) {
    int count = site.parameterCount();
    boolean hasOptions = count > 0 && site.parameterType(0) == CallOptions.class;
    boolean hasScope = count > 0 && site.parameterType(count - 1) == Scope.class;
    int first = hasOptions ? 1 : 0;
    int arguments = declared.parameterCount() - receiver;
    if (count != first + receiver + arguments + (hasScope ? 1 : 0)) {
      throw new WeaveException(
          "The call of " + method + " was woven for other parameters: " + site + ".");
    }
    int[] inputs =
        IntStream.range(0, arguments)
            .filter(i -> site.parameterType(i + first + receiver) == ObjectRef.class)
            .filter(i -> declared.parameterType(i + receiver) != ObjectRef.class)
            .toArray();
    LinkedCall call = new LinkedCall(method, inputs, Traces.site(caller.lookupClass()));
    MethodHandle bound = MethodHandles.insertArguments(target, 0, call);
    if (!hasScope) {
      bound =
          MethodHandles.insertArguments(bound, bound.type().parameterCount() - 1, (Object) null);
    }
    if (!hasOptions) {
      bound = MethodHandles.insertArguments(bound, 0, CallOptions.defaults());
    }
    return new ConstantCallSite(
        bound.asCollector(first + receiver, Object[].class, arguments).asType(site));
  }

  /**
   * The class in the hierarchy of {@code owner} that declares the method, as a call resolves it.
   */
  private static Class<?> declaring(Class<?> owner, String name, String descriptor) {
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      if (hasMethod(type, name, descriptor)) {
        return type;
      }
    }
    return owner;
  }

  private static MethodHandle method(String name) {
    return dispatch(
        name,
        ObjectRef.class,
        LinkedCall.class,
        CallOptions.class,
        Object.class,
        Object[].class,
        Scope.class);
  }

  /** The same, or an interface of that hierarchy. */
  private static Class<?> listing(Class<?> owner, String name, String descriptor) {
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      if (hasMethod(type, name, descriptor)) {
        return type;
      }
    }
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      Class<?> found = listingInterface(type, name, descriptor);
      if (found != null) {
        return found;
      }
    }
    return owner;
  }

  private static @Nullable Class<?> listingInterface(
      Class<?> type, String name, String descriptor) {
    for (Class<?> parent : type.getInterfaces()) {
      if (hasMethod(parent, name, descriptor)) {
        return parent;
      }
      Class<?> found = listingInterface(parent, name, descriptor);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean hasMethod(Class<?> type, String name, String descriptor) {
    return RemoteTable.exists(type) && RemoteTable.of(type).has(name, descriptor);
  }

  private static MethodHandle dispatch(String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.lookup()
          .findStatic(Dispatch.class, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
