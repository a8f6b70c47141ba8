package dev.weft.bridge;

import dev.weft.spi.ActorAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds live instances for engines. An instance knows its address before the body of its
 * constructor runs, so that it may pass itself on from there: {@code registry.add(this)}.
 */
public final class Construction {

  private static final ThreadLocal<ActorAddress> ADDRESS = new ThreadLocal<>();

  private Construction() {}

  /** Runs the constructor of a live instance; throws what it throws. */
  public static Actor run(
      RemoteMethod constructor, ActorAddress address, @Nullable Object[] arguments)
      throws Throwable {
    ActorAddress outer = ADDRESS.get();
    ADDRESS.set(address);
    try {
      Actor built = (Actor) Objects.requireNonNull(constructor.invokeBody(arguments));
      built.$weft$self(address);
      return built;
    } finally {
      if (outer == null) {
        ADDRESS.remove();
      } else {
        ADDRESS.set(outer);
      }
    }
  }

  /** Called by woven code: the address of the instance that this thread builds. */
  public static @Nullable ActorAddress address() {
    return ADDRESS.get();
  }
}
