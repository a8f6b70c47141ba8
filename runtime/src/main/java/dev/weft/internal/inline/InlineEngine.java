package dev.weft.internal.inline;

import dev.weft.ObjectRef;
import dev.weft.WeftContext;
import dev.weft.bridge.RunningActor;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs every call at once in its caller's thread, on the caller's own objects: no copies, no other
 * threads, nothing to wait for.
 */
public final class InlineEngine implements Engine, TaskEngine, ObjectStore {

  private final UUID member = UUID.randomUUID();
  private final InlineActors actors = new InlineActors();

  @Override
  public TaskEngine tasks() {
    return this;
  }

  @Override
  public ActorEngine actors() {
    return actors;
  }

  @Override
  public ObjectStore objects() {
    return this;
  }

  @Override
  public WeftContext context() {
    return new WeftContext(
        "inline", member, member, Optional.empty(), 0, 1, RunningActor.context());
  }

  @Override
  public ObjectRef<@Nullable Object> submit(TaskCall call) {
    return InlineCalls.run(call.method(), call.args(), call.inputs());
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    return false;
  }

  @Override
  public <T extends @Nullable Object> ObjectRef<T> put(T value) {
    PromiseRef<T> ref = new PromiseRef<>();
    ref.complete(Outcome.of(value));
    return ref;
  }

  @Override
  public void close() {
    actors.clear();
  }
}
