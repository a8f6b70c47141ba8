package dev.weft.agent.differential;

import dev.weft.ObjectRef;
import dev.weft.WeftContext;
import dev.weft.bridge.Construction;
import dev.weft.bridge.RemoteMethod;
import dev.weft.error.ActorDiedException;
import dev.weft.error.TaskCancelledException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An engine of this process that counts what is under way; subclasses say when calls run.
 *
 * <p>The counts and the log are guarded by the monitor.
 */
abstract class TestEngine implements Engine, TaskEngine, ActorEngine, ObjectStore {

  private final UUID member = UUID.randomUUID();
  private final Map<ActorAddress, ActorCell> cells = new ConcurrentHashMap<>();
  private final Map<ActorAddress, Throwable> unborn = new ConcurrentHashMap<>();
  private final Map<String, ActorAddress> names = new ConcurrentHashMap<>();
  private final Failing failing;

  private final List<String> dispatches = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int inFlight;
  private int mostInFlight;
  private int leftInFlight;

  TestEngine(Failing failing) {
    this.failing = failing;
  }

  /** A call was made: runs it now or later. */
  abstract void accepted(Call call);

  /** Somebody is about to wait for a call. */
  abstract void awaited(Call call);

  /** Takes back a call that has not begun; returns whether it could. */
  abstract boolean withdraw(Call call);

  /** Ends what is left. */
  abstract void drain();

  /** The calls made outside of remote methods, by name, in order. */
  final synchronized List<String> dispatches() {
    return List.copyOf(dispatches);
  }

  /** How many calls were made and not over, at most. */
  final synchronized int mostInFlight() {
    return mostInFlight;
  }

  /** How many calls were not over when the program had ended. */
  final synchronized int leftInFlight() {
    return leftInFlight;
  }

  /** What went wrong in the engine's own view. */
  final synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  final synchronized void problem(String text) {
    problems.add(text);
  }

  final synchronized void ended(Call call) {
    inFlight--;
  }

  @Override
  public final ObjectRef<@Nullable Object> submit(TaskCall call) {
    return take(call.method(), call.args(), call.inputs(), null);
  }

  @Override
  public final ObjectRef<@Nullable Object> call(ActorCall call) {
    Throwable failure = unborn.get(call.target());
    if (failure != null) {
      return done(Outcome.failed(new ActorDiedException("the actor was never born", failure)));
    }
    ActorCell cell = cells.get(call.target());
    if (cell == null) {
      throw new AssertionError("no such actor: " + call.target());
    }
    return take(call.method(), call.args(), call.inputs(), cell);
  }

  private Call take(
      RemoteMethod method, @Nullable Object[] args, int[] inputs, @Nullable ActorCell cell) {
    Call call;
    synchronized (this) {
      Throwable planned = null;
      if (!Inside.aRemoteMethod()) {
        dispatches.add(method.displayName());
        if (failing.isFailing(dispatches.size())) {
          planned = Failing.of(dispatches.size());
        }
      }
      call = new Call(this, method, args, inputs, planned, cell);
      mostInFlight = Math.max(mostInFlight, ++inFlight);
    }
    accepted(call);
    return call;
  }

  @Override
  public final boolean cancel(ObjectRef<?> ref) {
    return ref instanceof Call call
        && call.cell == null
        && withdraw(call)
        && call.finish(Outcome.failed(new TaskCancelledException(call + " was cancelled.")));
  }

  @Override
  public final ActorBirth create(ActorCreation creation) {
    String name = creation.options().name();
    String type = creation.constructor().owner().getName();
    if (name != null && names.containsKey(name)) {
      return birth(names.get(name), Outcome.of(null));
    }
    ActorCell cell = new ActorCell();
    ActorAddress address = new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), type);
    Object before = Inside.enter(cell);
    try {
      cell.instance(
          Construction.run(creation.constructor(), address, Copies.ofArguments(creation.args())));
    } catch (Throwable e) {
      unborn.put(address, e);
      return birth(address, Outcome.failed(e));
    } finally {
      Inside.enter(before);
    }
    cells.put(address, cell);
    if (name != null) {
      names.put(name, address);
    }
    return birth(address, Outcome.of(null));
  }

  private static ActorBirth birth(ActorAddress address, Outcome outcome) {
    return new ActorBirth(address, done(outcome));
  }

  private static ObjectRef<@Nullable Object> done(Outcome outcome) {
    PromiseRef<@Nullable Object> ref = new PromiseRef<>();
    ref.complete(outcome);
    return ref;
  }

  @Override
  public final Optional<ActorAddress> find(String type, String name) {
    return Optional.ofNullable(names.get(name));
  }

  @Override
  public final void kill(ActorAddress actor) {
    throw new UnsupportedOperationException("cases kill no actors");
  }

  @Override
  public final String namespace() {
    return "test";
  }

  @Override
  public final <T extends @Nullable Object> ObjectRef<T> put(T value) {
    PromiseRef<T> ref = new PromiseRef<>();
    ref.complete(Outcome.of(Copies.of(value)));
    return ref;
  }

  @Override
  public final TaskEngine tasks() {
    return this;
  }

  @Override
  public final ActorEngine actors() {
    return this;
  }

  @Override
  public final ObjectStore objects() {
    return this;
  }

  @Override
  public final WeftContext context() {
    return new WeftContext("test", member, member, Optional.empty(), 0, 1);
  }

  @Override
  public final void close() {
    synchronized (this) {
      leftInFlight = inFlight;
    }
    drain();
  }
}
