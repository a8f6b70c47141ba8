package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.NamedActor;
import dev.weft.Remote;
import dev.weft.error.WeaveException;
import dev.weft.spi.ActorOptions;
import dev.weft.spi.Rethrow;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Actors in code that is not woven: plain objects. Those with a name are kept by it, so that the
 * same program finds them.
 *
 * <p>Programs in class loaders of their own have names of their own, since none could use an object
 * of a class that it does not see. {@code NAMED} is guarded by its monitor, under which
 * constructors run, so that one of a name is made once.
 */
public final class PlainActors {

  /** The namespace of names that were given none. */
  private static final String NAMESPACE = "unwoven";

  private static final Map<Key, List<Object>> NAMED = new HashMap<>();

  private PlainActors() {}

  /** An actor by its creation, or the one that has the name already. */
  public static <A> A create(@Nullable String name, ActorOptions said, Supplier<A> creation) {
    if (name == null) {
      return plain(creation);
    }
    Key key = new Key(namespace(said), name);
    synchronized (NAMED) {
      Object known = find(key, creation.getClass());
      if (known == null) {
        known = add(key, plain(creation));
      }
      return PlainActors.<A>cast(known);
    }
  }

  /** The actor of a name, created if its class is keyed. */
  static <A> A get(Class<A> type, CallOptions options) {
    String name = Objects.requireNonNull(options.name());
    Key key = new Key(namespace(options.actor()), name);
    synchronized (NAMED) {
      Object known = find(key, type);
      if (known == null && isKeyed(type)) {
        known = add(key, newKeyed(type, name));
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

  /** Those of a namespace, or of the one of names that were given none. */
  static List<NamedActor> named(@Nullable String namespace) {
    String wanted = Objects.requireNonNullElse(namespace, NAMESPACE);
    List<NamedActor> found = new ArrayList<>();
    synchronized (NAMED) {
      NAMED.forEach(
          (key, actors) -> {
            if (key.namespace.equals(wanted)) {
              actors.forEach(
                  actor -> found.add(new NamedActor(key.name, wanted, actor.getClass().getName())));
            }
          });
    }
    return found.stream().sorted().toList();
  }

  /** Takes an actor's name away. */
  static void forget(Object actor) {
    synchronized (NAMED) {
      NAMED.values().forEach(all -> all.removeIf(known -> known == actor));
      NAMED.values().removeIf(List::isEmpty);
    }
  }

  /** Forgets all of them. */
  public static void clear() {
    synchronized (NAMED) {
      NAMED.clear();
    }
  }

  private static Object add(Key key, Object actor) {
    NAMED.computeIfAbsent(key, k -> new ArrayList<>(1)).add(actor);
    return actor;
  }

  /** The actor of that name whose class a class may use. */
  private static @Nullable Object find(Key key, Class<?> user) {
    for (Object actor : NAMED.getOrDefault(key, List.of())) {
      if (sees(user.getClassLoader(), actor.getClass())) {
        return actor;
      }
    }
    return null;
  }

  private static boolean sees(@Nullable ClassLoader loader, Class<?> type) {
    if (type.getClassLoader() == loader) {
      return true;
    }
    try {
      return Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
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
