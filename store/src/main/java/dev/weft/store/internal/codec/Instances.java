package dev.weft.store.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of a class that start with the constructor of a superclass, as the JDK's own
 * serialisation does it: through {@code sun.reflect.ReflectionFactory} of the module {@code
 * jdk.unsupported}, which needs no flags.
 */
final class Instances {

  private static final String MISSING =
      "The Java runtime lacks the module jdk.unsupported, which Weft needs to make objects. Add it"
          + " to the runtime image.";
  private static final Object FACTORY = factory();
  private static final MethodHandle FOR_SERIALIZATION =
      method("newConstructorForSerialization", Constructor.class, Class.class, Constructor.class);

  private Instances() {}

  /**
   * A constructor of {@code type} that runs only that of a superclass.
   *
   * @param above of a superclass; may be any but a private one
   */
  static Constructor<?> startingAt(Class<?> type, Constructor<?> above) {
    try {
      return (Constructor<?>) (Object) FOR_SERIALIZATION.invoke(type, above);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("No instance of " + type.getName() + " can be made", e);
    }
  }

  /** Runs a constructor; what it throws comes out as it is. */
  @SuppressWarnings("NullAway") // arguments may be null, whatever the JDK's annotations say
  static Object make(Constructor<?> constructor, @Nullable Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "No instance of " + constructor.getDeclaringClass().getName() + " can be made", e);
    }
  }

  /**
   * A method of a class for its own serialisation, whatever its access, or null.
   *
   * @param kind the name of the method of the factory that finds it
   */
  static @Nullable MethodHandle hook(String kind, Class<?> type) {
    try {
      return (MethodHandle) (Object) method(kind, MethodHandle.class, Class.class).invoke(type);
    } catch (Throwable e) {
      throw new IllegalStateException("The methods of " + type.getName() + " cannot be read", e);
    }
  }

  private static MethodHandle method(String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(FACTORY.getClass(), name, MethodType.methodType(result, parameters))
          .bindTo(FACTORY);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(MISSING, e);
    }
  }

  private static Object factory() {
    try {
      Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
      return MethodHandles.publicLookup()
          .findStatic(type, "getReflectionFactory", MethodType.methodType(type))
          .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException(MISSING, e);
    }
  }
}
