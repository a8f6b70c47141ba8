package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.PromiseRef;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls of one activation that share an actor in the order of the program: two tasks that are
 * given the same handle would call it in any order otherwise.
 *
 * <p>A call waits for earlier ones that were given an actor that it is made on, and for those that
 * were given, or were made on, an actor that it is given. Calls made on one actor are in order by
 * themselves. Handles are found among the arguments, in arrays and in collections of the JDK, not
 * in objects of the program.
 *
 * <p>Confined to its scope's thread.
 */
final class StrictOrder {

  private static final int MAX_DEPTH = 4;

  private static volatile boolean isOn;

  private final Map<ActorAddress, Calls> givenTo = new HashMap<>();
  private final Map<ActorAddress, Calls> madeOn = new HashMap<>();
  private @Nullable ActorAddress target;
  private Set<ActorAddress> given = Set.of();

  /** Whether calls of this process keep their order from now on. */
  static void set(boolean on) {
    isOn = on;
  }

  static boolean isOn() {
    return isOn;
  }

  /**
   * Waits for the calls that must be over before the next one begins.
   *
   * @param receiver the actor that it is made on, or null
   * @return false if one of them failed, which is then forgotten: unless the program has dealt with
   *     that, it does not come to the next call
   */
  boolean before(RemoteMethod method, @Nullable ActorAddress receiver, @Nullable Object[] args) {
    target = receiver;
    given = actorsIn(method, args);
    boolean succeeded = receiver == null || succeeded(givenTo.get(receiver));
    for (ActorAddress actor : given) {
      succeeded = succeeded && succeeded(givenTo.get(actor)) && succeeded(madeOn.get(actor));
    }
    return succeeded;
  }

  /** The call that {@link #before} was asked for has been made. */
  void made(ObjectRef<?> ref) {
    if (target != null) {
      madeOn.computeIfAbsent(target, actor -> new Calls()).add(ref);
    }
    for (ActorAddress actor : given) {
      givenTo.computeIfAbsent(actor, a -> new Calls()).add(ref);
    }
    target = null;
    given = Set.of();
  }

  private static boolean succeeded(@Nullable Calls calls) {
    return calls == null || calls.awaitAll();
  }

  private static Set<ActorAddress> actorsIn(RemoteMethod method, @Nullable Object[] args) {
    Set<ActorAddress> found = new HashSet<>();
    int receivers = args.length - method.type().parameterCount();
    for (int i = 0; i < args.length; i++) {
      Object arg = args[i];
      if (arg instanceof PromiseRef<?> ref) {
        arg = isOfActors(method, i - receivers) ? ref.await().value() : null;
      }
      collect(arg, found, MAX_DEPTH);
    }
    return found;
  }

  /** Whether the value of a ref is going to be a handle. */
  private static boolean isOfActors(RemoteMethod method, int argument) {
    MethodType type = method.type();
    return argument >= 0
        && argument < type.parameterCount()
        && Actor.class.isAssignableFrom(type.parameterType(argument));
  }

  private static void collect(@Nullable Object value, Set<ActorAddress> found, int depth) {
    if (value instanceof Actor actor) {
      ActorAddress handle = actor.$weft$handle();
      ActorAddress address = handle != null ? handle : actor.$weft$self();
      if (address != null) {
        found.add(address);
      }
    } else if (depth > 0 && value instanceof Object[] array) {
      for (Object element : array) {
        collect(element, found, depth - 1);
      }
    } else if (depth > 0 && value instanceof Collection<?> elements && isOfJdk(value)) {
      for (Object element : elements) {
        collect(element, found, depth - 1);
      }
    } else if (depth > 0 && value instanceof Map<?, ?> map && isOfJdk(value)) {
      map.forEach(
          (key, element) -> {
            collect(key, found, depth - 1);
            collect(element, found, depth - 1);
          });
    }
  }

  private static boolean isOfJdk(Object value) {
    return value.getClass().getName().startsWith("java.");
  }

  /** Calls that may not be over yet. */
  private static final class Calls {

    private static final int FIRST_PRUNING = 64;

    private final Deque<ObjectRef<?>> refs = new ArrayDeque<>();
    private int nextPruning = FIRST_PRUNING;

    void add(ObjectRef<?> ref) {
      if (refs.size() >= nextPruning) {
        refs.removeIf(known -> known.isDone() && succeeds(known));
        nextPruning = Math.max(FIRST_PRUNING, 2 * refs.size());
      }
      refs.add(ref);
    }

    /** Waits for all, or until one has failed; forgets those that are over. */
    boolean awaitAll() {
      while (!refs.isEmpty()) {
        boolean succeeds = succeeds(refs.getFirst());
        refs.removeFirst();
        if (!succeeds) {
          return false;
        }
      }
      return true;
    }

    private static boolean succeeds(ObjectRef<?> ref) {
      return ((PromiseRef<?>) ref).await().failure() == null;
    }
  }
}
