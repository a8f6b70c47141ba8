package dev.weft.cluster.internal.task;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.scheduler.Backlog;
import dev.weft.cluster.internal.scheduler.BundleId;
import dev.weft.cluster.internal.scheduler.GroupTable;
import dev.weft.cluster.internal.scheduler.Members;
import dev.weft.cluster.internal.scheduler.Request;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.stream.Streams;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.TaskTimeoutException;
import dev.weft.error.UnplaceableException;
import dev.weft.error.WeftException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.QuietListener;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import dev.weft.store.ObjectId;
import dev.weft.store.ValueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The submitter's side of tasks: takes calls, has them placed when their inputs are ready, and has
 * them placed again when their member is lost.
 *
 * <p>Refs on which more hangs than waiting threads are completed on the completer or on a worker,
 * never on a grid thread.
 */
public final class TaskManager implements TaskEngine {

  /** As deep as sequential Java gets on an ordinary stack, about. */
  private static final int MAX_DEPTH = 10_000;

  /** How many tasks a worker may have on its stack, each waiting for the next. */
  private static final int MAX_NESTED = 64;

  private static final int LARGE_BYTES = 1 << 20;
  private static final long LATER_MILLIS = 100;

  private final Transport transport;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final WorkerPool pool;
  private final Executor completer;
  private final ScheduledExecutorService timer;
  private final Envelopes envelopes;
  private final Backlog backlog;
  private final TaskRequests requests;
  private final Dispatcher dispatcher;
  private final Set<PendingTask> pending = ConcurrentHashMap.newKeySet();
  private final Map<ObjectId, PendingTask> shipped = new ConcurrentHashMap<>();
  private volatile String whyClosed = "Weft was shut down in this process";
  private volatile boolean closed;

  /**
   * @param streams takes the streams that tasks return
   * @param pool runs tasks that are placed on this node
   * @param completer runs one command at a time, in order
   * @param timer tells when a task's time is over
   * @param members says who there is to run tasks, and what each has
   * @param groups knows what bundles are reserved for tasks of this node
   * @param patience how long a task waits for a member that could run it
   */
  public TaskManager(
      Transport transport,
      Jobs jobs,
      ObjectTable objects,
      Streams streams,
      WorkerPool pool,
      Executor completer,
      ScheduledExecutorService timer,
      Members members,
      GroupTable groups,
      Duration patience) {
    this.transport = transport;
    this.jobs = jobs;
    this.objects = objects;
    this.pool = pool;
    this.completer = completer;
    this.timer = timer;
    envelopes = new Envelopes(jobs, objects, streams);
    backlog = new Backlog(Runtime.getRuntime().maxMemory() / 2);
    requests = new TaskRequests(transport, groups);
    dispatcher =
        new Dispatcher(
            transport, objects, pool, members, completer, timer, patience, new Shipped());
  }

  ObjectTable objects() {
    return objects;
  }

  /** What a task with these options asks for. */
  Request request(CallOptions options) {
    return requests.of(options);
  }

  /** The node that holds most bytes of inputs that are ready; null if none holds any. */
  @Nullable NodeId holder(Inputs inputs) {
    return inputs.holder(transport::ownerOf);
  }

  /** Tasks that ask for what no member has. */
  public List<Stranded> stranded() {
    return dispatcher.stranded();
  }

  WorkerPool pool() {
    return pool;
  }

  Envelopes envelopes() {
    return envelopes;
  }

  @Override
  public ObjectRef<@Nullable Object> submit(TaskCall call) {
    RemoteMethod method = call.method();
    Job job = jobs.current(method, call.args());
    RunningCall caller = RunningCall.current();
    int depth = caller == null ? 1 : caller.depth() + 1;
    requireDepth(depth, method);
    if (caller == null) {
      backlog.awaitRoom(); // a task that waited here could keep others from being done
    }
    Inputs inputs = Inputs.take(call.args(), call.inputs());
    Arguments arguments = Arguments.of(job, method, call.args(), inputs::await);
    PendingTask task = new PendingTask(this, objects, job, call, arguments, inputs, caller, depth);
    backlog.add(task.size());
    pending.add(task);
    if (closed) {
      close(whyClosed); // it may have come too late for the first
    }
    if (caller != null && caller.isCancelled()) {
      cancel(task, cancelled(task), false); // it came too late for those that were cancelled along
    }
    limit(task);
    if (inputs.isEmpty()) {
      dispatcher.add(task);
    } else {
      inputs.whenReady(() -> start(task, inputs));
    }
    return task.ref();
  }

  private static void requireDepth(int depth, RemoteMethod method) {
    if (depth > MAX_DEPTH) {
      throw new StackOverflowError(
          "Tasks that call tasks are nested "
              + MAX_DEPTH
              + " deep at the call of "
              + method.displayName()
              + ".");
    }
  }

  private void limit(PendingTask task) {
    Duration limit = task.options().timeout();
    if (limit == null) {
      return;
    }
    Future<?> alarm =
        timer.schedule(
            () -> timeOut(task, limit), PromiseRef.saturatedNanos(limit), TimeUnit.NANOSECONDS);
    task.ref().onDone((QuietListener) () -> alarm.cancel(false));
  }

  private void timeOut(PendingTask task, Duration limit) {
    cancel(
        task,
        new TaskTimeoutException(
            "Task "
                + task.name()
                + " was not done within "
                + limit
                + " of its call"
                + (task.isPlaced() ? "" : ": it had not begun, for lack of a free slot or an input")
                + ". It was cancelled."),
        false);
  }

  private void start(PendingTask task, Inputs inputs) {
    Outcome failed = inputs.failed();
    if (failed == null) {
      dispatcher.add(task);
    } else {
      completer.execute(() -> failAs(task, failed)); // not here: the next may fail for this one
    }
  }

  private void failAs(PendingTask task, Outcome failed) {
    if (end(task, PendingTask.ANY) != null) {
      task.ref().complete(failed);
    }
  }

  /**
   * Runs a task that has not begun in the calling thread, after those that it waits for, if that is
   * a worker with room for it, and the one whose run has called them: an interrupt meant for that
   * run must not hit others' tasks.
   */
  void runHere(PendingTask task) {
    RunningCall caller = RunningCall.current();
    if (caller == null
        || task.caller() != caller
        || caller.nesting() >= MAX_NESTED
        || Thread.currentThread().isInterrupted()) {
      return;
    }
    if (task.isWaiting()) {
      new Helping(next -> mayRunHere(next, caller), dispatcher::runHere).towards(task);
    } else if (mayRunHere(task, caller)) {
      dispatcher.runHere(task);
    }
    if (caller.isCancelled()) {
      Thread.currentThread().interrupt(); // meant for the caller; the task may have taken it
    }
  }

  private boolean mayRunHere(PendingTask task, RunningCall caller) {
    return task.caller() == caller
        && task.request().isAnywhere()
        && pool.lends(task.request().claim());
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    return cancel(ref, false);
  }

  @Override
  public boolean cancel(ObjectRef<?> ref, boolean force) {
    return ref instanceof ClusterRef<?> known
        && known.origin() instanceof PendingTask task
        && cancel(task, cancelled(task), force);
  }

  @Override
  public void withdraw(ObjectRef<?> ref) {
    if (!(ref instanceof ClusterRef<?> known && known.origin() instanceof PendingTask task)) {
      return;
    }
    PendingTask.Place place = task.place();
    LocalTask local = place.local();
    NodeId node = place.node();
    if (node == null) {
      if (task.isPlaced()) {
        return; // over
      }
      cancel(task, cancelled(task), false); // or it begins just now, and is interrupted early
    } else if (local != null ? local.withdraw() : dispatcher.recall(task, node)) {
      fail(task, place.attempt(), cancelled(task));
    } else if (local == null) {
      CancelWish wish = new CancelWish(task.id(), place.attempt(), CancelWish.Kind.WITHDRAW);
      transport.send(
          node,
          Channel.CANCELS,
          wish.toBytes(),
          (answer, failure) -> {
            if (answer != null && CancelWish.isWithdrawn(answer)) {
              completer.execute(() -> fail(task, place.attempt(), cancelled(task)));
            }
          });
    }
  }

  /** Cancels what is to run in a group that is given back. */
  public void endGroup(UUID group) {
    for (PendingTask task : pending) {
      BundleId bundle = task.request().claim().bundle();
      if (bundle != null && bundle.group().equals(group)) {
        WeftException why =
            new TaskCancelledException(
                "Task " + task.name() + " was cancelled: its placement group was closed.");
        cancel(task, why, false);
      }
    }
  }

  /** Cancels all that a run of a task has called and that is not done. */
  void cancelCalledBy(RunningCall caller) {
    for (PendingTask task : pending) {
      if (task.caller() == caller) {
        cancel(task, cancelled(task), false);
      }
    }
  }

  private static WeftException cancelled(PendingTask task) {
    return new TaskCancelledException("Task " + task.name() + " was cancelled.");
  }

  private boolean cancel(PendingTask task, WeftException why, boolean force) {
    PendingTask.Place place = end(task, PendingTask.ANY);
    if (place == null) {
      PendingTask.Place cancelled = force ? task.cancelledAt() : null;
      if (cancelled != null) {
        stop(task, cancelled, true);
      }
      return false;
    }
    task.cancelled(place);
    stop(task, place, force);
    roomIsMade();
    why.setStackTrace(new StackTraceElement[0]); // it is told to those who wait, not here
    return task.ref().fail(why);
  }

  /** Stops the last run of a task that was cancelled, wherever it is. */
  private void stop(PendingTask task, PendingTask.Place place, boolean force) {
    LocalTask local = place.local();
    NodeId node = place.node();
    if (local != null) {
      if (!local.isNotWanted()) {
        objects.drop(task.job(), task.id());
      }
      local.cancel(force);
    } else if (node != null && !dispatcher.recall(task, node)) {
      CancelWish wish =
          new CancelWish(
              task.id(), place.attempt(), force ? CancelWish.Kind.FORCE : CancelWish.Kind.STOP);
      transport.send(
          node,
          Channel.CANCELS,
          wish.toBytes(),
          (answer, failure) -> {
            if (answer != null && CancelWish.isTooLate(answer)) {
              objects.drop(task.job(), task.id());
            }
          });
    } else if (node == null) {
      dispatcher.dropped(task);
    }
  }

  /** Tells a node that an attempt is of no use, though another one is. */
  private void giveUp(PendingTask task, NodeId worker, int attempt) {
    CancelWish wish = new CancelWish(task.id(), attempt, CancelWish.Kind.GIVE_UP);
    transport.send(worker, Channel.CANCELS, wish.toBytes(), (answer, failure) -> {});
  }

  /** A task has ended of which no completion will come: another may have its room. */
  private void roomIsMade() {
    if (dispatcher.isBehind()) {
      completer.execute(dispatcher::drain);
    }
  }

  /** Takes completions that a worker sent. */
  public void receive(NodeId from, byte[] message, Reply reply) {
    List<Completion> completions = Completion.readAll(message);
    reply.send(new byte[0]);
    ended(from, completions);
  }

  private void ended(NodeId worker, List<Completion> completions) {
    List<Completion> others = new ArrayList<>(0);
    for (Completion completion : completions) {
      if (!completeQuietly(completion)) {
        others.add(completion);
      }
    }
    if (!others.isEmpty() || dispatcher.isBehind()) {
      completer.execute(
          () -> {
            others.forEach(completion -> complete(worker, completion));
            dispatcher.drain();
          });
    }
  }

  /** Completes a task in a thread that must not do more than wake others; false if it cannot. */
  private boolean completeQuietly(Completion completion) {
    PendingTask task = shipped.get(completion.task());
    if (task == null) {
      return true; // it is over
    }
    byte[] envelope = completion.envelope();
    if (envelope == null || !task.ref().isQuiet() || mayRunAgain(task, envelope)) {
      return false;
    }
    if (end(task, completion.attempt()) != null) {
      Outcome outcome = outcome(task, completion.ending());
      if (!task.ref().completeQuietly(outcome)) {
        completer.execute(() -> task.ref().complete(outcome));
      }
    }
    return true;
  }

  /** Takes the news that a node has a free slot. */
  public void receiveHungry(NodeId from, byte[] message, Reply reply) {
    reply.send(new byte[0]);
    if (dispatcher.isBehind()) {
      completer.execute(() -> dispatcher.isHungry(from));
    }
  }

  /** This node has a free slot. */
  public void isHungry() {
    if (dispatcher.isBehind()) {
      dispatcher.isHungry(transport.self());
    }
  }

  /** Takes the end of a task that ran in the calling worker. */
  void completedHere(PendingTask task, int attempt, Ending ending) {
    complete(task, attempt, ending);
    dispatcher.drain();
  }

  /** Completes a task; what goes wrong meanwhile is its failure. */
  @SuppressWarnings("CatchingUnchecked") // for want of memory, above all
  private void complete(PendingTask task, int attempt, Ending ending) {
    try {
      if (!runsAgain(task, attempt, ending)) {
        end(task, attempt, ending);
      }
    } catch (Throwable e) {
      fail(task, attempt, e);
    }
  }

  private void complete(NodeId worker, Completion completion) {
    if (completion.kind() == Completion.Kind.RETURNED) {
      transport.leaving(worker);
    }
    PendingTask task = shipped.get(completion.task());
    if (task == null) {
      return;
    }
    if (completion.kind() == Completion.Kind.RETURNED) {
      lost(task, worker, completion.attempt(), false);
    } else {
      complete(task, completion.attempt(), completion.ending());
    }
  }

  private static boolean mayRunAgain(PendingTask task, byte[] envelope) {
    return ValueCodec.isFailure(envelope) && !task.options().retryOn().isEmpty();
  }

  /** Runs a task again that failed, if its options say so. */
  private boolean runsAgain(PendingTask task, int attempt, Ending ending) {
    byte[] envelope = ending.envelope();
    if (envelope == null || !mayRunAgain(task, envelope)) {
      return false;
    }
    Throwable failure = task.job().decodeOutcome(envelope).failure();
    NodeId node = failure == null ? null : task.retries(attempt, failure);
    if (node == null) {
      return false;
    }
    dispatcher.done(task, node);
    dispatcher.add(task);
    return true;
  }

  private void end(PendingTask task, int attempt, Ending ending) {
    if (end(task, attempt) == null) {
      return; // cancelled, or this attempt had been given up
    }
    if (ending.isStored()) {
      objects.completeStored(task.ref());
    } else {
      task.ref().complete(outcome(task, ending));
    }
  }

  private Outcome outcome(PendingTask task, Ending ending) {
    return ending.shared() != null
        ? ending.shared()
        : objects.inline(task.ref(), Objects.requireNonNull(ending.envelope()));
  }

  /** A node is gone: what it had is placed again or fails. */
  public void left(NodeId node) {
    completer.execute(
        () -> {
          dispatcher.left(node);
          pending.forEach(task -> lost(task, node, PendingTask.ANY, true));
          dispatcher.drain();
        });
  }

  /** Fails what is pending of a job that has ended. */
  public void end(Job job) {
    for (PendingTask task : pending) {
      if (task.job().id().equals(job.id())) {
        cancel(task, new ClusterUnavailableException("Job " + job.id() + " has ended."), false);
      }
    }
  }

  /**
   * Answers the tasks that are ending this process by {@code System.exit}; see {@link
   * TaskRunner#answerThoseThatExit}.
   */
  public void answerThoseThatExit() {
    for (PendingTask task : pending) {
      LocalTask local = task.local();
      if (local != null) {
        local.exitAttempt(transport.describe(transport.self())).ifPresent(local::deliver);
      }
    }
  }

  /** How many tasks are not done. */
  public int pending() {
    return pending.size();
  }

  /** How many tasks of this node's own are on it, queued or running. */
  public int countHere() {
    return (int) pending.stream().filter(task -> task.local() != null).count();
  }

  /**
   * Fails all that is pending, and what comes after.
   *
   * @param why what has happened to this node
   */
  public void close(String why) {
    whyClosed = why;
    closed = true;
    backlog.close();
    for (PendingTask task : pending) {
      fail(
          task,
          PendingTask.ANY,
          new ClusterUnavailableException(why + " before " + task.name() + " was done."));
    }
  }

  private void lost(PendingTask task, NodeId worker, int attempt, boolean mayHaveRun) {
    switch (task.lost(worker, attempt, mayHaveRun)) {
      case STALE -> {}
      case RETRY -> {
        dispatcher.done(task, worker);
        dispatcher.add(task);
      }
      case FINAL ->
          fail(
              task,
              attempt,
              new OutcomeUnknownException(
                  "Task "
                      + task.name()
                      + " may or may not have run: node "
                      + worker
                      + " was lost while it had it, and no retries are left."));
    }
  }

  private void fail(PendingTask task, int attempt, Throwable failure) {
    if (end(task, attempt) != null) {
      roomIsMade();
      task.ref().fail(failure);
    }
  }

  /**
   * Ends a task.
   *
   * @param attempt the attempt that has ended it, or {@link PendingTask#ANY}
   * @return where it was; null if somebody else has ended it, or the attempt had been given up
   */
  private PendingTask.@Nullable Place end(PendingTask task, int attempt) {
    PendingTask.Place place = task.finish(attempt);
    if (place == null) {
      return null;
    }
    pending.remove(task);
    if (task.wasShipped()) {
      shipped.remove(task.id());
    }
    if (place.node() != null) {
      dispatcher.done(task, place.node());
    }
    backlog.remove(task.size());
    return place;
  }

  /** What becomes of tasks that leave this node. */
  private final class Shipped implements Shipping {

    @Override
    public void ships(PendingTask task) {
      task.ships();
      shipped.put(task.id(), task);
      if (task.isOver()) {
        shipped.remove(task.id()); // it was over before it left
      }
    }

    @Override
    public void failed(PendingTask task, Throwable failure) {
      fail(task, PendingTask.ANY, failure);
    }

    @Override
    public void ended(NodeId worker, List<Completion> completions) {
      TaskManager.this.ended(worker, completions);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what it does cannot fail
    public void later(TaskSpec spec, Runnable action) {
      timer.schedule(
          () -> {
            PendingTask task = shipped.get(spec.id());
            if (task != null && task.place().attempt() == spec.attempt()) {
              action.run();
            }
          },
          LATER_MILLIS,
          TimeUnit.MILLISECONDS);
    }

    @Override
    public void hasNoRoom(NodeId worker, TaskSpec spec, HeapRoom.Answer answer) {
      completer.execute(
          () -> {
            PendingTask task = shipped.get(spec.id());
            if (task != null) {
              fail(task, spec.attempt(), tooLarge(worker, spec, answer));
            }
          });
    }

    private WeftException tooLarge(NodeId worker, TaskSpec spec, HeapRoom.Answer answer) {
      return new UnplaceableException(
          "Task "
              + spec.name()
              + " has arguments of "
              + (spec.size() >> 20)
              + " MiB, for which the heap of "
              + transport.describe(worker)
              + " has no room: "
              + (Math.max(0, answer.free()) >> 20)
              + " of its "
              + (answer.size() >> 20)
              + " MiB are free, and about four times the arguments are needed. Give members more"
              + " heap (-Xmx), or the task less at a time.");
    }

    @Override
    public void refused(NodeId worker, List<TaskSpec> batch, TransportException failure) {
      completer.execute(() -> batch.forEach(spec -> refused(worker, spec, failure)));
    }

    private void refused(NodeId worker, TaskSpec spec, TransportException failure) {
      PendingTask task = shipped.get(spec.id());
      if (task == null) {
        return;
      }
      switch (failure.kind()) {
        case NOT_DELIVERED -> lost(task, worker, spec.attempt(), false);
        case NODE_LOST -> lost(task, worker, spec.attempt(), true);
        case TIMED_OUT -> notTaken(task, worker, spec);
        case REFUSED ->
            fail(
                task,
                spec.attempt(),
                new WeftException("Task " + task.name() + " was refused.", failure));
        case CLOSED ->
            fail(
                task,
                spec.attempt(),
                new ClusterUnavailableException("Weft is shutting down.", failure));
      }
    }

    /** A large message that nobody acknowledged would choke the next member too. */
    private void notTaken(PendingTask task, NodeId worker, TaskSpec spec) {
      giveUp(task, worker, spec.attempt()); // it may come late, and must not run then
      if (spec.size() < LARGE_BYTES) {
        lost(task, worker, spec.attempt(), true);
        return;
      }
      fail(
          task,
          spec.attempt(),
          new OutcomeUnknownException(
              "Task "
                  + task.name()
                  + ", with arguments of "
                  + (spec.size() >> 20)
                  + " MiB, was not taken by "
                  + transport.describe(worker)
                  + " in time; perhaps its heap is too small for them."));
    }
  }
}
