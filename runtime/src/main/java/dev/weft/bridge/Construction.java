package dev.weft.bridge;

import dev.weft.spi.ActorAddress;
import org.jspecify.annotations.Nullable;

/**
 * Builds live instances for engines. An instance knows its address before the body of its
 * constructor runs, so that it may pass itself on from there: {@code registry.add(this)}.
 */
public final class Construction {

  private static final ThreadLocal<ActorAddress> ADDRESS = new ThreadLocal<>();

  private Construction() {}

  /** Runs the constructor of a live instance; throws what it throws. */
  public static Actor run(LiveActor live, RemoteMethod constructor, @Nullable Object[] arguments)
      throws Throwable {
    ActorAddress address = live.context().address();
    ActorAddress outer = ADDRESS.get();
    ADDRESS.set(address);
    try {
      Actor built = RunningActor.construct(live, constructor, arguments);
      built.$weft$self(address);
      live.built(built);
      return built;
    } finally {
      if (outer == null) {
        ADDRESS.remove();
      } else {
        ADDRESS.set(outer);
      }
    }
  }

  /** The same for an engine that knows nothing of the actor but its address. */
  public static Actor run(
      RemoteMethod constructor, ActorAddress address, @Nullable Object[] arguments)
      throws Throwable {
    return run(LiveActor.of(address), constructor, arguments);
  }

  /** Called by woven code: the address of the instance that this thread builds. */
  public static @Nullable ActorAddress address() {
    return ADDRESS.get();
  }
}
