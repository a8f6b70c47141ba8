package dev.weft.internal.inline;

import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import dev.weft.bridge.Construction;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import dev.weft.bridge.RunningActor;
import dev.weft.error.ActorDiedException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Actors as plain objects of this process; the instance's monitor keeps calls one at a time. A live
 * instance that is an argument or a result becomes a handle on the way, as in a cluster; inside of
 * other objects it stays as it is.
 */
final class InlineActors implements ActorEngine {

  /** So many constructors' failures are kept for later calls. */
  private static final int MAX_UNBORN = 1_000;

  private final Map<ActorAddress, Actor> instances = new ConcurrentHashMap<>();
  private final Map<ActorAddress, Throwable> unborn =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ActorAddress, Throwable> eldest) {
              return size() > MAX_UNBORN;
            }
          });
  private final Map<String, ActorAddress> names = new ConcurrentHashMap<>();

  @Override
  public synchronized ActorBirth create(ActorCreation creation) {
    String type = creation.constructor().owner().getName();
    String name = creation.options().name();
    if (name != null) {
      Optional<ActorAddress> existing = find(type, name);
      if (existing.isPresent()) {
        return new ActorBirth(existing.get(), done(Outcome.of(null)));
      }
    }
    ActorAddress address = new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), type);
    Outcome outcome = construct(creation, address);
    if (name != null && outcome.failure() == null) {
      names.put(name, address);
    }
    return new ActorBirth(address, done(outcome));
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  private Outcome construct(ActorCreation creation, ActorAddress address) {
    try {
      handlesFor(creation.args());
      instances.put(address, Construction.run(creation.constructor(), address, creation.args()));
      return Outcome.of(null);
    } catch (Throwable e) {
      unborn.put(address, e);
      return Outcome.failed(e);
    }
  }

  @Override
  public ObjectRef<@Nullable Object> call(ActorCall call) {
    Actor instance = instances.get(call.target());
    if (instance == null) {
      return done(Outcome.failed(died(call.target())));
    }
    @Nullable Object[] args = new @Nullable Object[call.args().length + 1];
    System.arraycopy(call.args(), 0, args, 1, call.args().length);
    handlesFor(args);
    args[0] = instance;
    int[] inputs = call.inputs().clone();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i]++;
    }
    synchronized (instance) {
      return InlineCalls.run(call.method(), args, inputs, () -> run(call.method(), args));
    }
  }

  private static @Nullable Object run(RemoteMethod method, @Nullable Object[] args)
      throws Throwable {
    return handleFor(RunningActor.invoke(method, args));
  }

  private ActorDiedException died(ActorAddress actor) {
    Throwable failure = unborn.get(actor);
    return failure == null
        ? new ActorDiedException("The actor " + actor + " was killed.")
        : new ActorDiedException(
            "The actor " + actor + " is dead: its constructor failed: " + failure + ".", failure);
  }

  private static void handlesFor(@Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = handleFor(values[i]);
    }
  }

  private static @Nullable Object handleFor(@Nullable Object value) {
    if (value instanceof Actor actor && actor.$weft$handle() == null) {
      return RemoteTable.of(actor.getClass()).newHandle(Actor.addressOf(actor));
    }
    return value;
  }

  private static <T extends @Nullable Object> ObjectRef<T> done(Outcome outcome) {
    PromiseRef<T> ref = new PromiseRef<>();
    ref.complete(outcome);
    return ref;
  }

  @Override
  public Optional<ActorAddress> find(String type, String name) {
    ActorAddress address = names.get(name);
    if (address != null && !address.type().equals(type)) {
      throw new IllegalArgumentException(
          "The actor \""
              + name
              + "\" is of class "
              + address.type()
              + ", not of class "
              + type
              + ".");
    }
    return Optional.ofNullable(address);
  }

  @Override
  public void kill(ActorAddress actor) {
    instances.remove(actor);
    names.values().remove(actor);
  }

  @Override
  public String namespace() {
    return "inline";
  }

  void clear() {
    instances.clear();
    unborn.clear();
    names.clear();
  }
}
