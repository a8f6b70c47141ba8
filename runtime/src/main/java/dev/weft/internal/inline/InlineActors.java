package dev.weft.internal.inline;

import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import dev.weft.error.ActorDiedException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Actors as plain objects of this process; the instance's monitor keeps calls one at a time. */
final class InlineActors implements ActorEngine {

  private final Map<ActorAddress, Actor> instances = new ConcurrentHashMap<>();
  private final Map<String, ActorAddress> names = new ConcurrentHashMap<>();

  @Override
  public synchronized ActorAddress create(ActorCreation creation) {
    String type = creation.constructor().owner().getName();
    String name = creation.options().name();
    if (name != null) {
      Optional<ActorAddress> existing = find(type, name);
      if (existing.isPresent()) {
        return existing.get();
      }
    }
    ActorAddress address = new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), type);
    Actor instance =
        (Actor)
            Objects.requireNonNull(
                InlineCalls.run(creation.constructor(), creation.args(), new int[0]).get());
    instance.$weft$self(address);
    instances.put(address, instance);
    if (name != null) {
      names.put(name, address);
    }
    return address;
  }

  @Override
  public ObjectRef<@Nullable Object> call(ActorCall call) {
    Actor instance = instances.get(call.target());
    if (instance == null) {
      PromiseRef<@Nullable Object> dead = new PromiseRef<>();
      dead.complete(
          Outcome.failed(new ActorDiedException("The actor " + call.target() + " was killed.")));
      return dead;
    }
    @Nullable Object[] args = new @Nullable Object[call.args().length + 1];
    args[0] = instance;
    System.arraycopy(call.args(), 0, args, 1, call.args().length);
    int[] inputs = call.inputs().clone();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i]++;
    }
    synchronized (instance) {
      return InlineCalls.run(call.method(), args, inputs);
    }
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
    names.clear();
  }
}
