package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.WeftContext;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.TaskEngine;
import java.util.Optional;

/** An engine of a test that is asked for calls, and for nothing else. */
abstract class CallsOnlyEngine implements Engine, TaskEngine, ActorEngine {

  @Override
  public final TaskEngine tasks() {
    return this;
  }

  @Override
  public final ActorEngine actors() {
    return this;
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    return false;
  }

  @Override
  public ActorBirth create(ActorCreation creation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ActorAddress> find(String type, String name) {
    return Optional.empty();
  }

  @Override
  public void kill(ActorAddress actor) {}

  @Override
  public String namespace() {
    return "test";
  }

  @Override
  public ObjectStore objects() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WeftContext context() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
