package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.error.WaitInterruptedException;
import dev.weft.internal.inline.InlineRef;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one activation of a woven method has under way: its calls, and the stores that wait for
 * their values, in the order in which the program made them.
 *
 * <p>Nothing outlives the activation that started it. The woven method <em>joins</em> its scope
 * wherever a {@code try} range or a monitor begins or ends, and before it returns; when it is left
 * by an exception it <em>settles</em> it. So a remote failure comes out where sequential Java could
 * have thrown it, and the first one in program order wins.
 *
 * <p>The weaver writes all calls of this class. A scope is confined to the thread that runs the
 * activation; it is null until there is a first call.
 */
public final class Scope {

  /** From this many steps on, those at the front that are over are dropped now and then. */
  private static final int FIRST_PRUNING = 64;

  /** The steps of scopes that have none yet; never written to. */
  private static final ArrayDeque<Step> NONE = new ArrayDeque<>(0);

  private ArrayDeque<Step> steps = NONE;
  private int stores;

  /** What the first step has thrown. */
  private @Nullable Throwable failure;

  private int nextPruning = FIRST_PRUNING;
  private @Nullable StrictOrder order;

  /** Refs that sequential Java would not have come to; set by {@link #settle}. */
  private Set<ObjectRef<?>> unreached = Set.of();

  private Scope() {}

  /** The scope of this activation: the given one, or a new one. */
  public static Scope open(@Nullable Scope scope) {
    return scope == null ? new Scope() : scope;
  }

  /**
   * With {@code weft.strict}: waits for the calls that must be over before another one begins, and
   * throws the first failure if one of them failed.
   *
   * @param receiver the actor that it is made on, or null
   */
  static void before(
      @Nullable Scope scope,
      RemoteMethod method,
      @Nullable ActorAddress receiver,
      @Nullable Object[] args) {
    if (scope == null || !StrictOrder.isOn()) {
      return;
    }
    StrictOrder strict = scope.order;
    if (strict == null) {
      strict = new StrictOrder();
      scope.order = strict;
    }
    while (!strict.before(method, receiver, args)) {
      join(scope); // which has nothing to throw if the program has caught that failure
    }
  }

  /**
   * Adds a call that was dispatched just now. In inline mode it may have failed already, and what
   * the program does next it would not have come to.
   */
  void add(ObjectRef<?> ref) {
    Step call = new Step.Call(ref);
    append(call);
    if (order != null) {
      order.made(ref);
    }
    if (ref instanceof InlineRef<?> && ref.isDone() && !call.succeeded()) {
      join(this);
    }
  }

  /**
   * Takes the ref of a {@code ref.get()} whose value is not needed yet: its failure is awaited as
   * if it were a call of this activation, but it is never cancelled.
   */
  public static ObjectRef<?> borrow(ObjectRef<?> ref, Scope scope) {
    scope.append(new Step.Borrowed(Objects.requireNonNull(ref)));
    return ref;
  }

  /** Casts a value that is not there yet; should that fail, it is as if it had failed here. */
  public static ObjectRef<?> cast(ObjectRef<?> ref, Class<?> type, Scope scope) {
    scope.append(new Step.Cast(ref, type));
    return ref;
  }

  /** The same for the unboxing of a value, which fails if that is null. */
  public static ObjectRef<?> unbox(ObjectRef<?> ref, Scope scope) {
    scope.append(new Step.Unboxing(ref));
    return ref;
  }

  /**
   * Converts a number that is not there yet, which cannot fail.
   *
   * @param type the letter of the type that is made, as in descriptors
   */
  public static ObjectRef<?> convert(ObjectRef<?> ref, char type) {
    return new ConvertedRef((PromiseRef<?>) ref, type);
  }

  /** A ref of a value that is here already, for places where a ref may also come. */
  public static ObjectRef<?> ready(@Nullable Object value) {
    PromiseRef<@Nullable Object> ref = new PromiseRef<>();
    ref.complete(Outcome.of(value));
    return ref;
  }

  /** Whether nothing is under way, so that what is done now is done in the program's order. */
  public static boolean isIdle(@Nullable Scope scope) {
    return scope == null || scope.steps.isEmpty();
  }

  /** {@code array[index] = value}, once the value is there; a wrong index is found now. */
  public static void store(Object array, int index, ObjectRef<?> ref, Scope scope) {
    int length = Array.getLength(array);
    if (index < 0 || index >= length) {
      throw new ArrayIndexOutOfBoundsException(
          "Index " + index + " out of bounds for length " + length);
    }
    scope.append(new Step.ToArray(array, index, ref));
  }

  /** {@code collection.add(value)}, once the value is there. */
  public static boolean add(Collection<?> collection, ObjectRef<?> ref, Scope scope) {
    scope.append(new Step.ToCollection(collection, ref));
    return true;
  }

  /** {@code map.put(key, value)}, once the value is there; the old value is not wanted. */
  public static @Nullable Object put(
      Map<?, ?> map, @Nullable Object key, ObjectRef<?> ref, Scope scope) {
    scope.append(new Step.ToMap(map, key, ref));
    return null;
  }

  /**
   * Waits for everything under way, and throws the first failure in program order as it is, checked
   * or not. What comes after it stays to be settled.
   */
  public static void join(@Nullable Scope scope) {
    if (scope != null) {
      while (!scope.steps.isEmpty()) {
        scope.finishFirst();
      }
    }
  }

  /** Performs the stores under way, and so waits for all calls before the last of them. */
  public static void flush(@Nullable Scope scope) {
    if (scope != null) {
      while (scope.stores > 0) {
        scope.finishFirst();
      }
    }
  }

  /**
   * Ends everything under way, because the activation is being left by an exception. Calls before
   * the first failure are awaited; those after it are cancelled, since sequential Java would not
   * have come to them, and then awaited.
   *
   * @return what to throw: the first failure in program order, the given exception suppressed in
   *     it; or the given one, if nothing under way failed
   */
  public static Throwable settle(@Nullable Scope scope, Throwable thrown) {
    return scope == null ? thrown : scope.settle(thrown);
  }

  /** After {@link #settle}: whether sequential Java would have come to have this ref's value. */
  public static boolean isReached(@Nullable Scope scope, ObjectRef<?> ref) {
    return scope == null || !scope.unreached.contains(ConvertedRef.origin(ref));
  }

  private void append(Step step) {
    if (steps == NONE) {
      steps = new ArrayDeque<>();
    }
    steps.addLast(step); // first of all: pruning may throw, and then it must be settled as well
    if (step.isStore()) {
      stores++;
    }
    if (steps.size() > nextPruning) {
      prune();
    }
  }

  /** Drops what is over at the front, so that a long loop does not keep every ref. */
  private void prune() {
    while (!steps.isEmpty() && steps.getFirst().succeeded() && failure == null) {
      finishFirst();
    }
    nextPruning = Math.max(FIRST_PRUNING, 2 * steps.size());
  }

  private void finishFirst() {
    Step step = steps.getFirst();
    try {
      step.finish();
    } catch (Throwable e) {
      failure = e; // a store must not be tried again
      throw e;
    }
    steps.removeFirst();
    if (step.isStore()) {
      stores--;
    }
  }

  private Throwable settle(Throwable thrown) {
    unreached = Set.of();
    if (failure == null) {
      finishAll();
    }
    Throwable first = failure;
    if (first == null) {
      return thrown;
    }
    boolean isSame = first == thrown || (isOfConversion(first) && isAlike(first, thrown));
    abandon();
    if (isSame || first instanceof WaitInterruptedException) {
      return thrown;
    }
    suppress(first, thrown);
    return first;
  }

  /** Whether a conversion failed, which may have failed where its value was used, too. */
  private boolean isOfConversion(Throwable failure) {
    return !steps.isEmpty()
        && steps.getFirst().isConversion()
        && failure instanceof RuntimeException;
  }

  private static boolean isAlike(Throwable first, Throwable thrown) {
    return first.getClass() == thrown.getClass();
  }

  @SuppressWarnings("CatchingUnchecked") // what is thrown is remembered, and thrown by the caller
  private void finishAll() {
    try {
      while (!steps.isEmpty()) {
        finishFirst();
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** Cancels and awaits what is left, from the step that failed on. */
  private void abandon() {
    unreached = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Step step : steps) {
      if (step instanceof Step.Call) { // what is done with a value later does not unmake its call
        unreached.add(step.ref());
      }
    }
    steps.forEach(Step::cancel);
    try {
      steps.forEach(Step::awaitEnd);
    } finally {
      steps.clear();
      failure = null;
      stores = 0;
      nextPruning = FIRST_PRUNING;
    }
  }

  private static void suppress(Throwable failure, Throwable local) {
    for (Throwable known : failure.getSuppressed()) {
      if (known == local) {
        return;
      }
    }
    failure.addSuppressed(local);
  }
}
