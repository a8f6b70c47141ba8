package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.CallOptions;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.object.Origin;
import dev.weft.cluster.internal.scheduler.Request;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.TaskCall;
import dev.weft.store.ObjectId;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A task as its submitter knows it, until it is done.
 *
 * <pre>
 *   WAITING --inputs are there--> READY --assign--> PLACED --finish--> OVER
 *                                   ^                  |
 *                                   +-- lost, retried -+
 * </pre>
 *
 * <p>Each time that it is placed is an attempt with a number of its own; what comes of another
 * attempt than the one that is placed is stale, and changes nothing. Whoever moves it to OVER,
 * which it may be from any state, completes its ref. There may be a million of these, so what is
 * needed no more is dropped at once.
 */
final class PendingTask implements Origin {

  /** Stands for whichever attempt there is, or none. */
  static final int ANY = 0;

  /** What a task costs beside its arguments, in bytes. */
  static final int OVERHEAD = 256;

  private final TaskManager manager;
  private final ClusterRef<@Nullable Object> ref;
  private final String name;
  private final RemoteMethod method;
  private final CallOptions options;
  private final Request request;
  private final boolean hasInputs;

  /** Cheaper than the JVM's own, which it would have to keep with a lock. */
  private final int hash = ThreadLocalRandom.current().nextInt();

  private final int depth;
  private final int size;

  private volatile @Nullable RunningCall caller;

  @GuardedBy("this")
  private @Nullable NodeId node;

  @GuardedBy("this")
  private @Nullable Arguments arguments;

  @GuardedBy("this")
  private @Nullable Inputs inputs;

  @GuardedBy("this")
  private @Nullable LocalTask local;

  /** Where it was when it was cancelled: its run may have to be told again. */
  private volatile @Nullable Place cancelledAt;

  private volatile boolean wasShipped;
  private volatile State state = State.WAITING; // written under this

  @GuardedBy("this")
  private int attempt;

  @GuardedBy("this")
  private int retriesLeft;

  /**
   * @param caller the run of a task that called it, or null
   * @param depth how many tasks called one another to come to this one
   */
  PendingTask(
      TaskManager manager,
      ObjectTable objects,
      Job job,
      TaskCall call,
      Arguments arguments,
      Inputs inputs,
      @Nullable RunningCall caller,
      int depth) {
    this.manager = manager;
    this.ref = objects.newRef(job, this, call.site());
    this.method = call.method();
    this.options = call.options().over(method.options());
    this.name = Objects.requireNonNullElse(options.name(), method.displayName());
    this.request = manager.request(options);
    this.hasInputs = !inputs.isEmpty();
    this.caller = caller;
    this.depth = depth;
    this.size = OVERHEAD + arguments.size();
    this.arguments = arguments;
    this.inputs = inputs;
    this.retriesLeft = options.retries().orElse(method.retries());
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  ObjectId id() {
    return ref.id();
  }

  ClusterRef<@Nullable Object> ref() {
    return ref;
  }

  Job job() {
    return ref.job();
  }

  String name() {
    return name;
  }

  RemoteMethod method() {
    return method;
  }

  CallOptions options() {
    return options;
  }

  /** What it asks for. */
  Request request() {
    return request;
  }

  boolean hasInputs() {
    return hasInputs;
  }

  /** The node that holds most bytes of its inputs; null if none holds any. */
  @Nullable NodeId holder() {
    Inputs known = hasInputs ? inputs() : null;
    return known == null ? null : manager.holder(known);
  }

  int depth() {
    return depth;
  }

  /** About how many bytes it holds while it is pending. */
  int size() {
    return size;
  }

  @Override
  public String describe() {
    return "task " + name;
  }

  @Override
  public void runHere() {
    manager.runHere(this);
  }

  /** What it waits for, and takes along; null if it is over. */
  synchronized @Nullable Inputs inputs() {
    return inputs;
  }

  /** Its inputs are there: it may be placed. */
  synchronized void becomesReady() {
    if (state == State.WAITING) {
      state = State.READY;
    }
  }

  /** Whether it still waits for its inputs. */
  boolean isWaiting() {
    return state == State.WAITING;
  }

  /** Whether it is over, or somewhere already. */
  boolean isPlaced() {
    State now = state;
    return now == State.PLACED || now == State.OVER;
  }

  boolean isOver() {
    return state == State.OVER;
  }

  /** It is about to leave this node, under its id. */
  void ships() {
    wasShipped = true;
  }

  boolean wasShipped() {
    return wasShipped;
  }

  /** Begins the next attempt, on another node; null if the task is over or placed already. */
  synchronized @Nullable TaskSpec assign(NodeId worker, ObjectTable objects) {
    if (state != State.READY) {
      return null;
    }
    Job job = job();
    TaskSpec spec =
        new TaskSpec(
            job.id(),
            ref.id(),
            attempt + 1,
            depth,
            options.priority(),
            request.claim(),
            name,
            MethodKey.of(method),
            Objects.requireNonNull(arguments).encoded(job, method),
            Objects.requireNonNull(inputs).forms(job, objects));
    state = State.PLACED;
    node = worker;
    attempt++;
    return spec;
  }

  /** Begins the next attempt, on this node; null if the task is over or placed already. */
  synchronized @Nullable LocalTask assignHere(NodeId self) {
    if (state != State.READY) {
      return null;
    }
    state = State.PLACED;
    node = self;
    attempt++;
    LocalTask run =
        new LocalTask(
            this,
            attempt,
            Objects.requireNonNull(arguments),
            Objects.requireNonNull(inputs),
            manager);
    local = run;
    return run;
  }

  /** The run of a task that called it; null if there is none, or if this is over. */
  @Nullable RunningCall caller() {
    return caller;
  }

  /** Its run on this node, if it has one. */
  synchronized @Nullable LocalTask local() {
    return local;
  }

  /**
   * The task is over.
   *
   * @param ended the attempt that has ended it, or {@link #ANY}
   * @return where it was; null if it is over already, or that attempt is stale
   */
  synchronized @Nullable Place finish(int ended) {
    if (state == State.OVER || (ended != ANY && (state != State.PLACED || ended != attempt))) {
      return null;
    }
    Place last = new Place(node, attempt, local);
    state = State.OVER;
    node = null;
    arguments = null;
    inputs = null;
    local = null;
    caller = null;
    return last;
  }

  /** Where it is now. */
  synchronized Place place() {
    return new Place(node, attempt, local);
  }

  /** It was cancelled there. */
  void cancelled(Place place) {
    if (place.node() != null) {
      cancelledAt = place;
    }
  }

  /** Where it was when it was cancelled; null if it was not, or was nowhere. */
  @Nullable Place cancelledAt() {
    return cancelledAt;
  }

  /**
   * An attempt came to nothing.
   *
   * @param lostAttempt which, or {@link #ANY} of those on that node
   * @param ran whether it may have run
   */
  synchronized Loss lost(NodeId lostNode, int lostAttempt, boolean ran) {
    if (state != State.PLACED
        || !lostNode.equals(node)
        || (lostAttempt != ANY && lostAttempt != attempt)) {
      return Loss.STALE;
    }
    if (ran && retriesLeft == 0) {
      return Loss.FINAL;
    }
    if (ran) {
      retriesLeft--;
    }
    comeBack();
    return Loss.RETRY;
  }

  /**
   * An attempt failed.
   *
   * @return where it was, if it is to be run again, which is counted; null if it is not
   */
  synchronized @Nullable NodeId retries(int failedAttempt, Throwable failure) {
    if (state != State.PLACED || failedAttempt != attempt || retriesLeft == 0) {
      return null;
    }
    for (Class<? extends Throwable> type : options.retryOn()) {
      if (type.isInstance(failure)) {
        retriesLeft--;
        return comeBack();
      }
    }
    return null;
  }

  /** It is nowhere again; returns where it was. */
  @GuardedBy("this")
  private NodeId comeBack() {
    NodeId last = Objects.requireNonNull(node);
    state = State.READY;
    node = null;
    local = null;
    return last;
  }

  /**
   * Where a task is.
   *
   * @param node null if it is nowhere
   * @param attempt its last attempt
   * @param local its run, if it is on this node
   */
  record Place(@Nullable NodeId node, int attempt, @Nullable LocalTask local) {}

  private enum State {
    WAITING,
    READY,
    PLACED,
    OVER
  }

  /** What follows from the loss of an attempt. */
  enum Loss {
    /** Nothing: it was dealt with already. */
    STALE,
    RETRY,
    FINAL
  }
}
