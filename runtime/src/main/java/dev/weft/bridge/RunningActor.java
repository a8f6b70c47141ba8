package dev.weft.bridge;

import dev.weft.spi.ActorAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The live instance whose method runs in a thread. A call that an actor makes to itself through one
 * of its handles runs there and then, as every call on {@code this} does: it could never run
 * otherwise while the actor waits for it.
 */
public final class RunningActor {

  private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

  private RunningActor() {}

  /**
   * Runs a method of an actor for an engine; throws what it throws.
   *
   * @param args the live instance, then the arguments
   */
  public static @Nullable Object invoke(RemoteMethod method, @Nullable Object[] args)
      throws Throwable {
    Actor outer = CURRENT.get();
    CURRENT.set((Actor) Objects.requireNonNull(args[0]));
    try {
      return method.invokeBody(args);
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** The live instance of an actor, if one of its methods runs in this thread. */
  static @Nullable Actor find(ActorAddress actor) {
    Actor running = CURRENT.get();
    return running != null && actor.equals(running.$weft$self()) ? running : null;
  }
}
