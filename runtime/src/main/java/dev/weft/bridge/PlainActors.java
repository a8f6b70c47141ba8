package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.Remote;
import dev.weft.error.WeaveException;
import dev.weft.spi.ActorOptions;
import dev.weft.spi.Rethrow;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Actors in code that is not woven: plain objects. Those with a name are kept by it, so that the
 * same program finds them.
 *
 * <p>{@code NAMED} is guarded by its monitor, under which constructors run, so that one of a name
 * is made once.
 */
public final class PlainActors {

  /** The namespace of names that were given none. */
  private static final String NAMESPACE = "unwoven";

  private static final Map<Key, Object> NAMED = new HashMap<>();

  private PlainActors() {}

  /** An actor by its creation, or the one that has the name already. */
  public static <A> A create(@Nullable String name, ActorOptions said, Supplier<A> creation) {
    if (name == null) {
      return plain(creation);
    }
    Key key = new Key(namespace(said), name);
    synchronized (NAMED) {
      Object known = NAMED.get(key);
      if (known == null) {
        known = plain(creation);
        NAMED.put(key, known);
      }
      return PlainActors.<A>cast(known);
    }
  }

  /** The actor of a name, created if its class is keyed. */
  static <A> A get(Class<A> type, CallOptions options) {
    String name = Objects.requireNonNull(options.name());
    Key key = new Key(namespace(options.actor()), name);
    synchronized (NAMED) {
      Object known = NAMED.get(key);
      if (known == null && isKeyed(type)) {
        known = newKeyed(type, name);
        NAMED.put(key, known);
      }
      if (known == null) {
        throw NamedActors.none(type, name, key.namespace, options.actor().namespace() != null);
      }
      if (known.getClass() != type) {
        throw new IllegalArgumentException(
            "The actor \""
                + name
                + "\" is of class "
                + known.getClass().getName()
                + ", not of class "
                + type.getName()
                + ".");
      }
      Unwoven.sayOnce();
      return type.cast(known);
    }
  }

  /** Takes an actor's name away. */
  static void forget(Object actor) {
    synchronized (NAMED) {
      NAMED.values().removeIf(known -> known == actor);
    }
  }

  /** Forgets all of them. */
  public static void clear() {
    synchronized (NAMED) {
      NAMED.clear();
    }
  }

  private static <A> A plain(Supplier<A> creation) {
    A actor = creation.get();
    if (CreationOptions.isWoven(actor)) {
      throw new WeaveException(
          "options().actor(…) in code that is not woven: the options would be lost. Weave the"
              + " calling class (agent or Maven plugin), with the lambda `() -> new "
              + actor.getClass().getSimpleName()
              + "(…)` in place.");
    }
    Unwoven.sayOnce();
    return actor;
  }

  private static boolean isKeyed(Class<?> type) {
    Remote remote = type.getAnnotation(Remote.class);
    return remote != null && remote.keyed();
  }

  private static <A> A newKeyed(Class<A> type, String key) {
    try {
      Constructor<A> constructor = type.getDeclaredConstructor(String.class);
      constructor.setAccessible(true);
      return constructor.newInstance(key);
    } catch (InvocationTargetException e) {
      throw Rethrow.<RuntimeException>sneaky(Objects.requireNonNull(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new WeaveException(
          type.getName()
              + " is keyed, and has no constructor that can take the key. Give it one with a"
              + " parameter of type String.",
          e);
    }
  }

  private static String namespace(ActorOptions said) {
    return Objects.requireNonNullElse(said.namespace(), NAMESPACE);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as who gave it the name has it
  private static <A> A cast(Object known) {
    return (A) known;
  }

  private record Key(String namespace, String name) {}
}
