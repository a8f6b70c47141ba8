package dev.weft.internal;

import dev.weft.ObjectRef;
import dev.weft.WeftContext;
import dev.weft.error.TaskCancelledException;
import dev.weft.internal.inline.InlineEngine;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks in threads, and writes down what is cancelled. */
public final class HeldEngine implements Engine, TaskEngine {

  private final InlineEngine inline = new InlineEngine();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<ObjectRef<?>, Future<?>> running = new ConcurrentHashMap<>();
  private final List<ObjectRef<?>> cancelled = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean failsCancelled;

  /** The refs of which somebody wanted the calls cancelled. */
  public List<ObjectRef<?>> cancelled() {
    return cancelled;
  }

  /** Fails refs that were not made here too when they are cancelled. */
  public void failCancelled() {
    failsCancelled = true;
  }

  @Override
  public ObjectRef<Object> submit(TaskCall call) {
    PromiseRef<Object> ref = new PromiseRef<>();
    running.put(ref, threads.submit(() -> ref.complete(outcome(call))));
    return ref;
  }

  private static Outcome outcome(TaskCall call) {
    try {
      Object value = call.method().invoke(call.args());
      return Outcome.of(value);
    } catch (Throwable e) {
      return Outcome.failed(e);
    }
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    cancelled.add(ref);
    Future<?> thread = running.get(ref);
    if (thread == null && !failsCancelled) {
      return false;
    }
    if (thread != null) {
      thread.cancel(true);
    }
    return ((PromiseRef<?>) ref).complete(Outcome.failed(new TaskCancelledException("cancelled")));
  }

  @Override
  public TaskEngine tasks() {
    return this;
  }

  @Override
  public ActorEngine actors() {
    return inline.actors();
  }

  @Override
  public ObjectStore objects() {
    return inline;
  }

  @Override
  public WeftContext context() {
    return inline.context();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
