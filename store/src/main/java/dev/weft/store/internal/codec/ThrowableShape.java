package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * How throwables of one class are taken apart and made.
 *
 * <p>Fields that the JDK declares are private to it. Those of {@link Throwable} are reached through
 * its methods and its constructor with a message, on which an instance of any subclass can be
 * started; the few exceptions of the JDK with more fields are known to {@link JdkExceptions}. What
 * classes of the job declare is read and set as in any object.
 */
final class ThrowableShape {

  private static final Constructor<Throwable> WITH_MESSAGE = withMessage();

  private final Class<?> type;
  private final FieldTable fields;
  private final @Nullable JdkExceptions jdk;
  private final Constructor<?> constructor;
  private final @Nullable MethodHandle ownMessage;

  ThrowableShape(Class<?> type) {
    this.type = type;
    Class<?> above = Platform.ancestor(type);
    fields = new FieldTable(type, above);
    jdk = hasState(above) ? JdkExceptions.of(above) : null;
    constructor = Instances.startingAt(type, jdk == null ? WITH_MESSAGE : jdk.constructor());
    ownMessage = type == above ? null : ownMessage(type, above);
  }

  Class<?> type() {
    return type;
  }

  /** The message as given to the constructor, whatever the class makes of it. */
  @Nullable String message(Throwable throwable) {
    if (ownMessage == null) {
      return throwable.getMessage();
    }
    try {
      return (String) ownMessage.invoke(throwable);
    } catch (Throwable e) {
      return throwable.getMessage();
    }
  }

  /** What the instance is made of beside its message. */
  @Nullable String[] details(Throwable throwable) {
    return jdk == null ? new @Nullable String[0] : jdk.details(throwable);
  }

  boolean hasFields() {
    return !fields.isEmpty();
  }

  void writeFields(GraphKryo kryo, Output out, Throwable throwable) {
    out.writeInt(fields.fingerprint());
    fields.write(kryo, out, throwable);
  }

  void readFields(GraphKryo kryo, Input in, Throwable throwable) {
    NameResolver.requireSame(type, fields.fingerprint(), in.readInt());
    fields.read(kryo, in, throwable);
  }

  /**
   * A new instance without stack and own fields.
   *
   * @param cause for the few that must be made with it
   */
  Throwable make(@Nullable String message, @Nullable String[] details, @Nullable Throwable cause) {
    if (jdk != null) {
      return (Throwable) Instances.make(constructor, jdk.arguments(details, cause));
    }
    if (message == null && type == NullPointerException.class) {
      // Started above, it would look for a helpful message in the frames of this very code.
      return new NullPointerException();
    }
    return (Throwable) Instances.make(constructor, message);
  }

  private static boolean hasState(Class<?> above) {
    for (Class<?> c = above; c != Throwable.class && c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code super.getMessage()} as seen from the lowest class of the job. */
  private static @Nullable MethodHandle ownMessage(Class<?> type, Class<?> above) {
    Class<?> lowest = type;
    while (lowest.getSuperclass() != above) {
      lowest = lowest.getSuperclass();
    }
    try {
      return MethodHandles.privateLookupIn(lowest, MethodHandles.lookup())
          .findSpecial(above, "getMessage", MethodType.methodType(String.class), lowest);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static Constructor<Throwable> withMessage() {
    try {
      return Throwable.class.getConstructor(String.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
