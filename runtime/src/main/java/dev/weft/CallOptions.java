package dev.weft;

import dev.weft.bridge.NamedActors;
import dev.weft.bridge.PlainActors;
import dev.weft.bridge.Unwoven;
import dev.weft.internal.map.Mapping;
import dev.weft.spi.ActorOptions;
import dev.weft.spi.Demand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about one call beyond the annotation; immutable, so one may be kept and used
 * again.
 *
 * <pre>{@code
 * Weft.options().retries(0).remote(() -> charge(order));
 * Weft.options().timeout(Duration.ofSeconds(5)).priority(1).remote(() -> quote(symbol));
 * Stats stats = Weft.options().name("stats").actor(() -> new Stats());
 * }</pre>
 */
public final class CallOptions {

  private static final CallOptions DEFAULTS =
      new CallOptions(new Said(null, null, null, null, 0), Asked.NOTHING, ActorOptions.NONE);

  private final Said said;
  private final Asked asked;
  private final ActorOptions actor;

  private CallOptions(Said said, Asked asked, ActorOptions actor) {
    this.said = said;
    this.asked = asked;
    this.actor = actor;
  }

  private CallOptions with(Said changed) {
    return new CallOptions(changed, asked, actor);
  }

  private CallOptions with(Asked changed) {
    return new CallOptions(said, changed, actor);
  }

  private CallOptions with(ActorOptions changed) {
    return new CallOptions(said, asked, changed);
  }

  /** Says nothing: all is as annotated. */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /**
   * With a name: for an actor, unique within the namespace, so that {@link #actor} finds the one of
   * that name or creates it; for a task, the one shown in messages.
   */
  public CallOptions name(String newName) {
    if (newName.isBlank()) {
      throw new IllegalArgumentException("A name must not be blank.");
    }
    return with(new Said(newName, said.retries, said.timeout, said.retryOn, said.priority));
  }

  /**
   * With another number of runs after the first, when a member is lost or the call fails with what
   * it is to be run again on; of an actor, see {@link Remote#retries}.
   *
   * @param count 0 and up
   */
  public CallOptions retries(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, was " + count + ".");
    }
    return with(new Said(said.name, count, said.timeout, said.retryOn, said.priority));
  }

  /**
   * With a time in which the call must be done, its waiting for inputs and for a free slot
   * included. When that is over the task is cancelled, and its ref fails with {@link
   * dev.weft.error.TaskTimeoutException}. A call of an actor that has not begun by then does not;
   * one that has is not stopped, and its ref fails with {@link
   * dev.weft.error.OutcomeUnknownException}.
   *
   * @param limit more than zero
   */
  public CallOptions timeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, was " + limit + ".");
    }
    return with(new Said(said.name, said.retries, limit, said.retryOn, said.priority));
  }

  /**
   * With failures of its own on which the call is run again, as often as {@link #retries} says.
   *
   * @param failures classes of what it throws; subclasses count too
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final CallOptions retryOn(Class<? extends Throwable>... failures) {
    return with(new Said(said.name, said.retries, said.timeout, List.of(failures), said.priority));
  }

  /**
   * With a priority among the tasks of this job: where tasks wait, the highest goes first. Other
   * jobs have their turn all the same. Tasks only.
   *
   * @param rank 0 for an ordinary task, more for one that is urgent
   */
  public CallOptions priority(int rank) {
    return with(new Said(said.name, said.retries, said.timeout, said.retryOn, rank));
  }

  /**
   * With a number of processors that it takes while it runs, 1 if nothing is said: a task begins on
   * a member that has them free. Tasks only.
   *
   * @param count 0 and up, in steps of 0.001
   */
  public CallOptions cpus(double count) {
    return with(asked.withCpus(count));
  }

  /**
   * With memory that it takes while it runs, of what members declare; nobody measures it. Tasks
   * only.
   *
   * @param bytes 0 and up
   */
  public CallOptions memory(long bytes) {
    return with(asked.withMemory(bytes));
  }

  /**
   * With an amount of something that it takes while it runs, of what members declare by {@code
   * weft.resources}. A task that waits for another keeps it. Tasks only.
   *
   * @param amount 0 and up, in steps of 0.001
   */
  public CallOptions resource(String resource, double amount) {
    return with(asked.withResource(resource, amount));
  }

  /** With the place where it may run. Tasks only. */
  public CallOptions placement(Placement place) {
    return with(asked.withPlacement(Objects.requireNonNull(place, "place")));
  }

  /**
   * With the namespace in which the name of an actor is unique, in place of the job's own. It is
   * shared by all jobs of the cluster that name it. For the creation of actors.
   */
  public CallOptions namespace(String newNamespace) {
    return with(actor.withNamespace(newNamespace));
  }

  /**
   * Outliving the job that creates it: an actor with a name in a {@linkplain #namespace namespace},
   * by which other jobs find it until one of them ends it. Its class, and what that refers to,
   * stays in the cluster as long. For the creation of actors.
   */
  public CallOptions detached() {
    return with(actor.detached());
  }

  /** With another durability than its class has. For the creation of actors. */
  public CallOptions durability(Durability wanted) {
    return with(actor.withDurability(wanted));
  }

  /**
   * With another number of restarts than its class has. For the creation of actors.
   *
   * @param count 0 and up; -1 for any number
   */
  public CallOptions maxRestarts(int count) {
    return with(actor.withMaxRestarts(count));
  }

  /**
   * With another number of calls at a time than its class has. For the creation of actors.
   *
   * @param calls 1 and up
   */
  public CallOptions concurrency(int calls) {
    return with(actor.withConcurrency(calls));
  }

  /**
   * With another number of calls that may wait than its class has. For the creation of actors.
   *
   * @param calls 1 and up; 0 for any number
   */
  public CallOptions maxPendingCalls(int calls) {
    return with(actor.withMaxPendingCalls(calls));
  }

  /** These options, and where they say nothing, the others: what the annotation says. */
  public CallOptions over(CallOptions annotated) {
    if (this == DEFAULTS) {
      return annotated;
    }
    Said other = annotated.said;
    return annotated == DEFAULTS
        ? this
        : new CallOptions(
            new Said(
                said.name != null ? said.name : other.name,
                said.retries != null ? said.retries : other.retries,
                said.timeout != null ? said.timeout : other.timeout,
                said.retryOn != null ? said.retryOn : other.retryOn,
                said.priority),
            asked.over(annotated.asked),
            actor);
  }

  /** Makes a call with these options; see {@link Weft#remote(RemoteCall)}. */
  public <T extends @Nullable Object> ObjectRef<T> remote(RemoteCall<T> call) {
    return Unwoven.call(Objects.requireNonNull(call, "call"));
  }

  /** Makes a call without a value with these options; see {@link Weft#remote(RemoteAction)}. */
  public ObjectRef<@Nullable Void> remote(RemoteAction action) {
    return Unwoven.run(Objects.requireNonNull(action, "action"));
  }

  /**
   * Creates an actor with these options, the lambda being {@code () -> new A(…)} in place. With a
   * name it is an atomic get-or-create within the namespace: the constructor runs once, whoever
   * asks first.
   *
   * @return a handle
   * @throws IllegalArgumentException if an actor of another class has that name
   */
  public <A> A actor(Supplier<A> creation) {
    return PlainActors.create(said.name, actor, Objects.requireNonNull(creation, "creation"));
  }

  /**
   * A handle of the actor of that name, in the namespace that these options name or in the job's
   * own. One of a keyed class is created with these options if it is not there, as by {@link
   * #actor(Supplier)}.
   *
   * @param name of the actor; for a keyed class, what its constructor gets
   * @throws dev.weft.error.NoSuchActorException if there is none, and the class is not keyed
   * @throws IllegalArgumentException if it is of another class
   */
  public <A> A actor(Class<A> type, String name) {
    return NamedActors.get(Objects.requireNonNull(type, "type"), name(name));
  }

  /**
   * Makes a call with these options for each of many items; see {@link Weft#map(Iterable,
   * RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.empty(), true).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items; see {@link Weft#map(Iterable, int,
   * RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Iterable<? extends T> items,
      int maxInFlight,
      RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.of(maxInFlight), true).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items; see {@link Weft#map(Stream,
   * RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Stream<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.empty(), true).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items; see {@link Weft#map(Stream, int,
   * RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Stream<? extends T> items, int maxInFlight, RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.of(maxInFlight), true).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items, in whatever order they end; see {@link
   * Weft#mapUnordered(Iterable, RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.empty(), false).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items, in whatever order they end; see {@link
   * Weft#mapUnordered(Iterable, int, RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Iterable<? extends T> items,
      int maxInFlight,
      RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.of(maxInFlight), false).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items, in whatever order they end; see {@link
   * Weft#mapUnordered(Stream, RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Stream<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.empty(), false).of(items, function);
  }

  /**
   * Makes a call with these options for each of many items, in whatever order they end; see {@link
   * Weft#mapUnordered(Stream, int, RemoteFunction)}.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Stream<? extends T> items, int maxInFlight, RemoteFunction<? super T, ? extends R> function) {
    return mapping(OptionalInt.of(maxInFlight), false).of(items, function);
  }

  /**
   * An executor whose tasks have these options; see {@link Weft#executor()}. Of a task that must
   * not run twice, {@code retries(0)} makes sure.
   */
  public ExecutorService executor() {
    return Unwoven.executor();
  }

  /** The name, if one was given. */
  public @Nullable String name() {
    return said.name;
  }

  /** The number of retries, if it was given. */
  public OptionalInt retries() {
    return said.retries == null ? OptionalInt.empty() : OptionalInt.of(said.retries);
  }

  /** The time in which the call must be done, or null for any. */
  public @Nullable Duration timeout() {
    return said.timeout;
  }

  /** The failures on which it is run again; none if none were given. */
  public List<Class<? extends Throwable>> retryOn() {
    return said.retryOn == null ? List.of() : said.retryOn;
  }

  /** The priority, 0 if none was given. */
  public int priority() {
    return said.priority;
  }

  /** What it takes while it runs; {@link Demand#ONE_CPU} itself if nothing was said. */
  public Demand demand() {
    return asked.demand();
  }

  /** Where it may run; {@link Placement#any()} itself if nothing was said. */
  public Placement placement() {
    return asked.placement();
  }

  /**
   * What is said of an actor that is to be created; {@link ActorOptions#NONE} itself if nothing.
   */
  public ActorOptions actor() {
    return actor;
  }

  private Mapping mapping(OptionalInt inFlight, boolean isOrdered) {
    return new Mapping(this, inFlight, isOrdered);
  }

  /** What was said; null where nothing was. */
  private record Said(
      @Nullable String name,
      @Nullable Integer retries,
      @Nullable Duration timeout,
      @Nullable List<Class<? extends Throwable>> retryOn,
      int priority) {}
}
