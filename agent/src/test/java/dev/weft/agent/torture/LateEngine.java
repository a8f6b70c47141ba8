package dev.weft.agent.torture;

import dev.weft.ObjectRef;
import dev.weft.WeftContext;
import dev.weft.error.TaskCancelledException;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks late and out of order, on the threads that wait for them and on the caller's own
 * objects: what a thread keeps to itself stays where its owner looks for it, and an object that is
 * handed in and out stays the same.
 *
 * <p>Any thread may call. A wait runs only what was called by the body that waits, as if the others
 * were elsewhere; so all calls of a body are confined to the thread that runs it.
 */
final class LateEngine implements Engine, TaskEngine, ObjectStore {

  private final Lateness lateness;
  private final UUID member = UUID.randomUUID();
  private final ThreadLocal<Activation> activations = ThreadLocal.withInitial(Activation::new);
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicInteger mostPending = new AtomicInteger();

  LateEngine(Lateness lateness) {
    this.lateness = lateness;
  }

  @Override
  public ObjectRef<@Nullable Object> submit(TaskCall call) {
    Activation caller = activations.get();
    Task task = new Task(call, caller);
    calls.incrementAndGet();
    caller.pending.add(task);
    mostPending.accumulateAndGet(caller.pending.size(), Math::max);
    // Who is given a future waits for it in ways of its own.
    if (task.isReady() && (lateness.runsAtOnce() || call.method().returnsFuture())) {
      run(task);
    } else {
      late.incrementAndGet();
    }
    return task;
  }

  private void run(Task task) {
    task.caller.pending.remove(task);
    Activation before = activations.get();
    activations.set(new Activation());
    try {
      task.run();
    } finally {
      activations.set(before);
    }
  }

  /** Runs what is pending until one is done. */
  private void runUntilDone(Task wanted) {
    PendingTasks pending = wanted.caller.pending;
    while (!wanted.isDone()) {
      run(lateness.next(pending));
    }
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    return ref instanceof Task task
        && task.caller.pending.remove(task)
        && task.complete(Outcome.failed(new TaskCancelledException(task + " was cancelled.")));
  }

  /** Whether any call was not run in its place. */
  boolean wasLate() {
    return late.get() > 0;
  }

  /** What was done, for people. */
  String figures() {
    return calls + " calls, " + late + " of them late, at most " + mostPending + " pending";
  }

  @Override
  public TaskEngine tasks() {
    return this;
  }

  @Override
  public ActorEngine actors() {
    throw new UnsupportedOperationException("there are tasks only");
  }

  @Override
  public ObjectStore objects() {
    return this;
  }

  @Override
  public WeftContext context() {
    return new WeftContext("test", member, member, Optional.empty(), 0, 1);
  }

  @Override
  public <T extends @Nullable Object> ObjectRef<T> put(T value) {
    PromiseRef<T> ref = new PromiseRef<>();
    ref.complete(Outcome.of(value));
    return ref;
  }

  @Override
  public void close() {}

  /** The body of a task, or what a thread runs outside of all; confined to its thread. */
  private static final class Activation {
    final PendingTasks pending = new PendingTasks();
  }

  /** A call and the ref of its value. */
  final class Task extends PromiseRef<@Nullable Object> {
    private final TaskCall call;
    private final Activation caller;

    private Task(TaskCall call, Activation caller) {
      this.call = call;
      this.caller = caller;
    }

    /** Whether its inputs are there. */
    boolean isReady() {
      for (int i : call.inputs()) {
        if (call.args()[i] instanceof ObjectRef<?> input && !input.isDone()) {
          return false;
        }
      }
      return true;
    }

    @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
    private void run() {
      Outcome result;
      try {
        @Nullable Object[] values = call.args().clone();
        for (int i : call.inputs()) {
          values[i] = ((ObjectRef<?>) values[i]).get();
        }
        result = Outcome.of(call.method().invoke(values));
      } catch (Throwable e) {
        result = Outcome.failed(e);
      }
      complete(result);
    }

    @Override
    protected void demand() {
      if (!isDone()) {
        runUntilDone(this);
      }
    }

    @Override
    public String toString() {
      return call.method().displayName();
    }
  }
}
