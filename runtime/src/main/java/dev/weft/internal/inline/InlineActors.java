package dev.weft.internal.inline;

import dev.weft.NamedActor;
import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Actors as plain objects of this process. A live instance that is an argument or a result becomes
 * a handle on the way, as in a cluster; inside of other objects it stays as it is.
 *
 * <p>State stays where it is made, so durability and sleep mean nothing here; calls run at once in
 * their caller's thread, so none is ever refused because others wait.
 */
final class InlineActors implements ActorEngine {

  private static final String NAMESPACE = "inline";

  /** So many deaths are kept for the messages to later calls. */
  private static final int MAX_DEATHS = 1_000;

  private final Map<ActorAddress, InlineActor> living = new ConcurrentHashMap<>();
  private final Map<ActorAddress, Death> deaths =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ActorAddress, Death> eldest) {
              return size() > MAX_DEATHS;
            }
          });
  private final Map<Key, ActorAddress> names = new ConcurrentHashMap<>();

  @Override
  public synchronized ActorBirth create(ActorCreation creation) {
    String namespace = Objects.requireNonNullElse(creation.namespace(), NAMESPACE);
    String name = creation.options().name();
    if (name != null) {
      Optional<ActorAddress> existing = find(creation.type(), name, namespace);
      if (existing.isPresent()) {
        return new ActorBirth(existing.get(), done(Outcome.of(null)));
      }
    }
    ActorAddress address = new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), creation.type());
    Outcome outcome = construct(creation, address, namespace);
    if (name != null && outcome.failure() == null) {
      names.put(new Key(namespace, name), address);
    }
    return new ActorBirth(address, done(outcome));
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  private Outcome construct(ActorCreation creation, ActorAddress address, String namespace) {
    try {
      handlesFor(creation.args());
      living.put(address, InlineActor.create(creation, address, namespace));
      return Outcome.of(null);
    } catch (Throwable e) {
      deaths.put(address, Death.ofConstructor(e));
      return Outcome.failed(e);
    }
  }

  @Override
  public ObjectRef<@Nullable Object> call(ActorCall call) {
    InlineActor actor = living.get(call.target());
    if (actor == null) {
      return done(Outcome.failed(died(call.target())));
    }
    @Nullable Object[] args = new @Nullable Object[call.args().length + 1];
    System.arraycopy(call.args(), 0, args, 1, call.args().length);
    handlesFor(args);
    args[0] = actor.instance();
    int[] inputs = call.inputs().clone();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i]++;
    }
    ObjectRef<@Nullable Object> ref =
        InlineCalls.run(call.method(), args, inputs, () -> run(actor, call.method(), args));
    if (actor.isExiting()) {
      end(call.target(), new Death("it has exited", null));
    }
    return ref;
  }

  private static @Nullable Object run(
      InlineActor actor, RemoteMethod method, @Nullable Object[] args) throws Throwable {
    return handleFor(actor.run(method, args));
  }

  private ActorDiedException died(ActorAddress actor) {
    Death death = deaths.get(actor);
    return death == null
        ? new ActorDiedException("The actor " + actor + " is dead: it was killed.")
        : new ActorDiedException(
            "The actor " + actor + " is dead: " + death.reason() + ".", death.failure());
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
    return find(type, name, NAMESPACE);
  }

  @Override
  public Optional<ActorAddress> find(String type, String name, String namespace) {
    ActorAddress address = names.get(new Key(namespace, name));
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
  public List<NamedActor> named(String namespace) {
    return names.entrySet().stream()
        .filter(entry -> entry.getKey().namespace().equals(namespace))
        .map(entry -> new NamedActor(entry.getKey().name(), namespace, entry.getValue().type()))
        .sorted()
        .toList();
  }

  @Override
  public void kill(ActorAddress actor) {
    end(actor, new Death("it was killed", null));
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: what it throws, later calls get
  public synchronized void kill(ActorAddress actor, boolean restart) {
    InlineActor old = living.get(actor);
    if (!restart || old == null || !old.mayRestart()) {
      kill(actor);
      return;
    }
    try {
      living.put(actor, old.restart());
    } catch (Throwable e) {
      end(actor, Death.ofConstructor(e));
    }
  }

  private void end(ActorAddress actor, Death death) {
    if (living.remove(actor) != null) {
      deaths.put(actor, death);
      names.values().remove(actor);
    }
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  void clear() {
    living.clear();
    deaths.clear();
    names.clear();
  }

  private record Key(String namespace, String name) {}

  private record Death(String reason, @Nullable Throwable failure) {
    static Death ofConstructor(Throwable failure) {
      return new Death("its constructor failed: " + failure, failure);
    }
  }
}
