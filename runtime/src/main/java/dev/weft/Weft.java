package dev.weft;

import dev.weft.bridge.Engines;
import dev.weft.bridge.NamedActors;
import dev.weft.bridge.PlainActors;
import dev.weft.bridge.RunningActor;
import dev.weft.bridge.Unwoven;
import dev.weft.bridge.Woven;
import dev.weft.error.WeaveException;
import dev.weft.error.WeftException;
import dev.weft.internal.RefWaits;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.Flattened;
import dev.weft.spi.PromiseRef;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The verbs: start, call, put, get, wait.
 *
 * <pre>{@code
 * @Remote static int square(int x) { return x * x; }
 *
 * ObjectRef<Integer> a = Weft.remote(() -> square(3));
 * ObjectRef<Integer> b = Weft.remote(() -> square(4));
 * System.out.println(a.get() + b.get());
 * }</pre>
 */
public final class Weft {

  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Weft() {}

  /** Starts with the settings of the environment; see {@link WeftConfig#fromEnvironment()}. */
  public static void init() {
    init(WeftConfig.fromEnvironment());
  }

  /**
   * Starts this process's part of the cluster, and waits until calls can be made. Optional: the
   * first remote call does the same with {@link WeftConfig#fromEnvironment()}. A second {@code
   * init} with equal settings does nothing.
   *
   * @throws IllegalStateException if it runs with other settings; the message names them
   * @throws dev.weft.error.ClusterUnavailableException if the cluster asked for was not joined
   */
  public static void init(WeftConfig config) {
    Engines.start(Objects.requireNonNull(config, "config"));
  }

  /** Whether it runs. */
  public static boolean isInitialized() {
    return Engines.running().isPresent();
  }

  /**
   * Leaves the cluster and ends this job: its tasks, actors and objects. Refs still pending fail
   * with {@link dev.weft.error.ClusterUnavailableException}. Does nothing when not started.
   */
  public static void shutdown() {
    Engines.stop();
    PlainActors.clear();
  }

  /**
   * Makes a remote call and returns at once.
   *
   * <p>The lambda is written in place, and its value is a remote call; its arguments are evaluated
   * here and now. {@code ref.get()} as an argument passes the ref on and does not wait. In code
   * that is not woven the call runs here.
   *
   * @return the call's future
   */
  public static <T extends @Nullable Object> ObjectRef<T> remote(RemoteCall<T> call) {
    return Unwoven.call(Objects.requireNonNull(call, "call"));
  }

  /** Makes a remote call that has no value; see {@link #remote(RemoteCall)}. */
  public static ObjectRef<@Nullable Void> remote(RemoteAction action) {
    return Unwoven.run(Objects.requireNonNull(action, "action"));
  }

  /** Options for calls to come. */
  public static CallOptions options() {
    return CallOptions.defaults();
  }

  /**
   * Reserves bundles of resources on members, all or none, and waits until that is done: for as
   * long as tasks wait for a member that can run them, {@code weft.placement.timeout}.
   *
   * <pre>{@code
   * try (PlacementGroup group = Weft.reserve(List.of(Bundle.cpus(1), Bundle.cpus(1)), Strategy.SPREAD)) {
   *   Weft.options().placement(Placement.in(group, 0)).remote(() -> serve()).get();
   * }
   * }</pre>
   *
   * @param bundles at least one
   * @throws dev.weft.error.UnplaceableException if it was not done in time; then nothing is
   *     reserved
   */
  public static PlacementGroup reserve(List<Bundle> bundles, Strategy strategy) {
    return reserve(bundles, strategy, WeftConfig.fromEnvironment().placementTimeout());
  }

  /** The same within a time. */
  public static PlacementGroup reserve(List<Bundle> bundles, Strategy strategy, Duration timeout) {
    if (bundles.isEmpty()) {
      throw new IllegalArgumentException("A group has at least one bundle.");
    }
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(timeout, "timeout");
    try {
      return Engines.current().reserve(List.copyOf(bundles), strategy, timeout);
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  /**
   * Stores a copy of a value for many calls to use.
   *
   * @throws dev.weft.error.NotSerializableValueException if it cannot travel
   */
  public static <T extends @Nullable Object> ObjectRef<T> put(T value) {
    try {
      return Engines.current().objects().put(value);
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  /** Waits for a value; the same as {@link ObjectRef#get()}. */
  public static <T extends @Nullable Object> T get(ObjectRef<T> ref) {
    return Objects.requireNonNull(ref, "ref").get();
  }

  /** Waits for a value, at most for a time; the same as {@link ObjectRef#get(Duration)}. */
  public static <T extends @Nullable Object> T get(ObjectRef<T> ref, Duration timeout) {
    return Objects.requireNonNull(ref, "ref").get(timeout);
  }

  /**
   * Waits for many values.
   *
   * @return the values, in the order of the refs
   * @throws RuntimeException the failure of the first ref that failed, as soon as it has, whichever
   *     it is
   */
  public static <T extends @Nullable Object> List<T> get(
      Collection<? extends ObjectRef<? extends T>> refs) {
    return RefWaits.getAll(Objects.requireNonNull(refs, "refs"));
  }

  /**
   * Waits until a number of refs are ready, or a time is over. A failed one is ready.
   *
   * @param refs no ref twice
   * @param count how many to wait for: 1 to the number of refs
   * @param timeout zero means: look, do not wait
   * @throws IllegalArgumentException if a ref is there twice or {@code count} is out of range
   */
  public static <T extends @Nullable Object> WaitResult<T> wait(
      Collection<ObjectRef<T>> refs, int count, Duration timeout) {
    return RefWaits.await(
        Objects.requireNonNull(refs, "refs"), count, Objects.requireNonNull(timeout, "timeout"));
  }

  /**
   * The same refs in the order in which they become ready. The stream waits for the next one; it is
   * sequential and can be used once.
   */
  public static <T extends @Nullable Object> Stream<ObjectRef<T>> asCompleted(
      Collection<ObjectRef<T>> refs) {
    return RefWaits.asCompleted(Objects.requireNonNull(refs, "refs"));
  }

  /**
   * Makes a remote call for each of many items, a bounded number at a time, and streams their
   * values in the order of the items.
   *
   * <pre>{@code
   * Weft.map(files, file -> count(file)).forEach(System.out::println);
   * }</pre>
   *
   * <p>Who reads the stream makes the calls: nothing is called before the first element is wanted,
   * and items are taken only as far ahead as calls may be under way, so the source may be endless.
   * How many that is follows from the slots of the cluster and from how long the calls take; see
   * {@link #map(Iterable, int, RemoteFunction)}.
   *
   * <p>A failure, be it of a call, of the source or of an argument, is thrown where its element is
   * read. Then the calls under way are cancelled and no more are made. Closing the stream does the
   * same: close one that is not read to its end, if its calls are worth cancelling. The stream is
   * sequential, even if it is told to be parallel.
   *
   * @param function a lambda or method reference that ends in a remote call; its arguments are
   *     evaluated by the reader. In code that is not woven the reader makes one call after the
   *     other
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return options().map(items, function);
  }

  /**
   * The same with a bound of one's own, for calls that should not crowd a service or hold large
   * values.
   *
   * @param maxInFlight how many calls may be under way, or done and not read; 1 and up
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Iterable<? extends T> items,
      int maxInFlight,
      RemoteFunction<? super T, ? extends R> function) {
    return options().map(items, maxInFlight, function);
  }

  /**
   * The same for the elements of a stream, which is read as they are needed, and closed when the
   * one returned is.
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Stream<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return options().map(items, function);
  }

  /** The same with a bound of one's own; see {@link #map(Iterable, int, RemoteFunction)}. */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> map(
      Stream<? extends T> items, int maxInFlight, RemoteFunction<? super T, ? extends R> function) {
    return options().map(items, maxInFlight, function);
  }

  /**
   * Makes a remote call for each of many items, and streams their values as the calls end: one that
   * takes long holds nothing up. All else is as for {@link #map(Iterable, RemoteFunction)}.
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return options().mapUnordered(items, function);
  }

  /** The same with a bound of one's own; see {@link #map(Iterable, int, RemoteFunction)}. */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Iterable<? extends T> items,
      int maxInFlight,
      RemoteFunction<? super T, ? extends R> function) {
    return options().mapUnordered(items, maxInFlight, function);
  }

  /** The same for the elements of a stream; see {@link #map(Stream, RemoteFunction)}. */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Stream<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    return options().mapUnordered(items, function);
  }

  /** The same with a bound of one's own; see {@link #map(Iterable, int, RemoteFunction)}. */
  public static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> mapUnordered(
      Stream<? extends T> items, int maxInFlight, RemoteFunction<? super T, ? extends R> function) {
    return options().mapUnordered(items, maxInFlight, function);
  }

  /**
   * An executor that runs what it is given in the cluster, so that code written for {@code
   * java.util.concurrent} runs distributed.
   *
   * <pre>{@code
   * ExecutorService pool = Weft.executor();
   * List<Future<Price>> prices = pool.invokeAll(orders.stream().map(o -> new Pricing(o)).toList());
   * CompletableFuture<Report> report = CompletableFuture.supplyAsync(() -> render(day), pool);
   * }</pre>
   *
   * <p>A task and its value travel, so they are records, other classes of the program, or lambdas
   * written in a class that mentions Weft or is given {@code & Serializable}; what the lambda
   * captures goes along by value. One that cannot travel is refused when it is submitted, with
   * {@link dev.weft.error.NotSerializableValueException}. What a task changes, it changes there.
   *
   * <p>Each executor has a life of its own: {@code shutdown} takes no more tasks, {@code
   * shutdownNow} also cancels those under way and returns an empty list, since it is not known
   * which had begun, and {@code awaitTermination} waits for this executor's tasks. None of it ends
   * the cluster. A task whose member is lost runs again; {@code
   * Weft.options().retries(0).executor()} fails it instead. In code that is not woven tasks run in
   * the thread that submits them.
   */
  public static ExecutorService executor() {
    return options().executor();
  }

  /**
   * A ref of what a future of the JDK will have: to be passed to remote calls, which start when it
   * is there, and waited for with others. The value must be able to travel when it does.
   *
   * @param future may be of any thread, event loop or library; it is not waited for. Cancelling the
   *     ref is not possible; cancelling the future fails the ref with a {@code
   *     CancellationException}
   */
  public static <T extends @Nullable Object> ObjectRef<T> fromFuture(
      CompletionStage<? extends T> future) {
    PromiseRef<T> ref = new PromiseRef<>();
    Flattened.follow(Objects.requireNonNull(future, "future"), ref::complete);
    return ref;
  }

  /**
   * A handle of the actor of that name in this job's namespace. One of a {@linkplain Remote#keyed
   * keyed} class comes to life, if it is not there, by its constructor with the name as the key:
   * once, whoever asks first.
   *
   * <pre>{@code
   * @Remote(keyed = true) class Account { Account(String owner) { … } … }
   *
   * Account alice = Weft.actor(Account.class, "alice");
   * }</pre>
   *
   * @throws dev.weft.error.NoSuchActorException if there is none, and the class is not keyed
   * @throws IllegalArgumentException if it is of another class
   */
  public static <A> A actor(Class<A> type, String name) {
    return options().actor(type, name);
  }

  /** The same in a namespace, which all jobs of the cluster share that name it. */
  public static <A> A actor(Class<A> type, String name, String namespace) {
    return options().namespace(namespace).actor(type, name);
  }

  /**
   * The living actors with a name in this job's namespace, sorted by name. Those that are created
   * or end meanwhile may be among them or not.
   */
  public static List<NamedActor> actors() {
    return NamedActors.list(null, isWoven(CALLERS.getCallerClass()));
  }

  /** The same in a namespace, which all jobs of the cluster share that name it. */
  public static List<NamedActor> actors(String namespace) {
    return NamedActors.list(
        Objects.requireNonNull(namespace, "namespace"), isWoven(CALLERS.getCallerClass()));
  }

  private static boolean isWoven(Class<?> caller) {
    return caller.isAnnotationPresent(Woven.class);
  }

  /**
   * Cancels a task, and the tasks that it has called: one that waits never runs, one that runs is
   * interrupted. Its ref fails with {@link dev.weft.error.TaskCancelledException}. Calls of actors
   * are not cancelled; {@link #kill} ends the actor.
   *
   * @return false if it was done already, or is not the ref of a task called here
   */
  public static boolean cancel(ObjectRef<?> ref) {
    return cancel(ref, false);
  }

  /**
   * The same, by force: Java cannot stop a thread that ignores its interrupt, but others need not
   * wait for it. Its slot is given to the next task, it goes on at the lowest priority, and the log
   * of its member says where it stands. May follow a {@link #cancel(ObjectRef)} that the task takes
   * no notice of; then this returns false, since the ref has failed already.
   */
  public static boolean cancel(ObjectRef<?> ref, boolean force) {
    return Engines.current().tasks().cancel(Objects.requireNonNull(ref, "ref"), force);
  }

  /**
   * Ends an actor: its running call is interrupted, waiting and later ones fail with {@link
   * dev.weft.error.ActorDiedException}, and its name is free again. In code that is not woven the
   * object lives on, without its name.
   *
   * @param actor a handle
   * @throws WeaveException if the object is not an actor
   */
  public static void kill(Object actor) {
    kill(actor, false);
  }

  /**
   * The same, or begins it anew.
   *
   * @param actor a handle
   * @param restart whether it begins anew by its constructor, with the arguments it was created
   *     with and without what it was: its calls so far fail, later ones reach it by the same
   *     handles. That takes one of its {@link Remote#maxRestarts}; without one left it ends
   */
  public static void kill(Object actor, boolean restart) {
    NamedActors.kill(Objects.requireNonNull(actor, "actor"), restart);
  }

  /**
   * Ends the actor whose method calls this, once that call is done: its caller gets its value as
   * ever. Calls that wait, and later ones, fail with {@link dev.weft.error.ActorDiedException};
   * others that run beside it go on to their end. It does not begin anew, and its name is free
   * again. In code that is not woven this does nothing.
   *
   * @throws IllegalStateException outside of an actor's methods
   */
  public static void exitActor() {
    if (!RunningActor.exit() && isWoven(CALLERS.getCallerClass())) {
      throw new IllegalStateException(
          "Weft.exitActor() is for methods of actors, and none runs in this thread. Weft.kill(actor)"
              + " ends one from outside.");
    }
  }

  /** Where the calling code runs. */
  public static WeftContext context() {
    return Engines.current().context();
  }
}
