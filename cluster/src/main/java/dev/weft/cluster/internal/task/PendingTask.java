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
import org.jspecify.annotations.Nullable;

/**
 * A task as its submitter knows it, until it is done.
 *
 * <p>It waits for its inputs, then is ready, then is placed on a node; when that node is lost it is
 * ready again. There may be a million of these, so what is needed no more is dropped at once.
 */
final class PendingTask implements Origin {

  /** What a task costs beside its arguments, in bytes. */
  static final int OVERHEAD = 256;

  private final TaskManager manager;
  private final ClusterRef<@Nullable Object> ref;
  private final String name;
  private final RemoteMethod method;
  private final CallOptions options;
  private final Request request;
  private final boolean hasInputs;
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

  private volatile boolean wasShipped;
  private volatile boolean isReady;

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
  void becomesReady() {
    isReady = true;
  }

  boolean isReady() {
    return isReady;
  }

  /** Whether it is over, or somewhere already. */
  synchronized boolean isPlaced() {
    return node != null || arguments == null;
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
    Arguments args = arguments;
    if (args == null || node != null) {
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
            args.encoded(job, method),
            Objects.requireNonNull(inputs).forms(job, objects));
    node = worker;
    attempt++;
    return spec;
  }

  /** Begins the next attempt, on this node; null if the task is over or placed already. */
  synchronized @Nullable LocalTask assignHere(NodeId self) {
    if (arguments == null || node != null) {
      return null;
    }
    node = self;
    attempt++;
    LocalTask run =
        new LocalTask(this, attempt, arguments, Objects.requireNonNull(inputs), manager);
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

  /** The task is over; returns where it was. */
  synchronized Place finish() {
    Place last = new Place(node, local);
    node = null;
    arguments = null;
    inputs = null;
    local = null;
    caller = null;
    return last;
  }

  /**
   * The attempt on that node came to nothing.
   *
   * @param lostAttempt which, or 0 for whichever there was
   * @param ran whether it may have run
   */
  synchronized Loss lost(NodeId lostNode, int lostAttempt, boolean ran) {
    if (!lostNode.equals(node) || (lostAttempt != 0 && lostAttempt != attempt)) {
      return Loss.STALE;
    }
    node = null;
    if (!ran) {
      return Loss.RETRY;
    }
    if (retriesLeft == 0) {
      return Loss.FINAL;
    }
    retriesLeft--;
    return Loss.RETRY;
  }

  /** The run failed: whether it is to be run again, which is counted if so. */
  synchronized boolean retriesAfter(Throwable failure) {
    if (arguments == null || retriesLeft == 0) {
      return false;
    }
    for (Class<? extends Throwable> type : options.retryOn()) {
      if (type.isInstance(failure)) {
        retriesLeft--;
        return true;
      }
    }
    return false;
  }

  /** It is nowhere again; returns where it was. */
  synchronized @Nullable NodeId comeBack() {
    NodeId last = node;
    node = null;
    local = null;
    return last;
  }

  /**
   * Where a task is.
   *
   * @param node null if it is nowhere
   * @param local its run, if it is on this node
   */
  record Place(@Nullable NodeId node, @Nullable LocalTask local) {}

  /** What follows from the loss of an attempt. */
  enum Loss {
    /** Nothing: it was dealt with already. */
    STALE,
    RETRY,
    FINAL
  }
}
