package dev.weft.bridge;

import dev.weft.ActorContext;
import dev.weft.spi.ActorAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The live instance whose method runs in a thread. A call that an actor makes to itself through one
 * of its handles runs there and then, as every call on {@code this} does: it could never run
 * otherwise while the actor waits for it.
 */
public final class RunningActor {

  private static final ThreadLocal<LiveActor> CURRENT = new ThreadLocal<>();

  private RunningActor() {}

  /**
   * Runs a method of an actor for an engine; throws what it throws.
   *
   * @param args the live instance, then the arguments
   */
  public static @Nullable Object invoke(
      LiveActor live, RemoteMethod method, @Nullable Object[] args) throws Throwable {
    if (live.instance() == null) {
      live.built((Actor) Objects.requireNonNull(args[0]));
    }
    LiveActor outer = CURRENT.get();
    CURRENT.set(live);
    try {
      return method.invokeBody(args);
    } finally {
      back(outer);
    }
  }

  /** The same for an engine that knows nothing of the actor but its address. */
  public static @Nullable Object invoke(RemoteMethod method, @Nullable Object[] args)
      throws Throwable {
    Actor instance = (Actor) Objects.requireNonNull(args[0]);
    return invoke(LiveActor.of(Actor.addressOf(instance)), method, args);
  }

  /**
   * Runs the {@code @Restored} methods of an instance that was made of its state; throws what they
   * throw.
   */
  public static void restore(LiveActor live, Actor instance) throws Throwable {
    live.built(instance);
    LiveActor outer = CURRENT.get();
    CURRENT.set(live);
    try {
      RemoteTable.of(instance.getClass()).runRestored(instance);
    } finally {
      back(outer);
    }
  }

  /** Runs a constructor; throws what it throws. */
  static Actor construct(LiveActor live, RemoteMethod constructor, @Nullable Object[] args)
      throws Throwable {
    LiveActor outer = CURRENT.get();
    CURRENT.set(live);
    try {
      return (Actor) Objects.requireNonNull(constructor.invokeBody(args));
    } finally {
      back(outer);
    }
  }

  private static void back(@Nullable LiveActor outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** The actor whose code runs in this thread, for {@link dev.weft.WeftContext}. */
  public static Optional<ActorContext> context() {
    return Optional.ofNullable(CURRENT.get()).map(LiveActor::context);
  }

  /** Lets the actor end whose method runs in this thread; returns whether there is one. */
  public static boolean exit() {
    LiveActor running = CURRENT.get();
    if (running == null) {
      return false;
    }
    if (running.instance() == null) {
      throw new IllegalStateException(
          "Weft.exitActor() in the constructor of "
              + running.context().address()
              + ": let the constructor throw, then no actor is created.");
    }
    running.exit();
    return true;
  }

  /** The live instance of an actor, if one of its methods runs in this thread. */
  static @Nullable Actor find(ActorAddress actor) {
    LiveActor running = CURRENT.get();
    Actor instance = running == null ? null : running.instance();
    return instance != null && actor.equals(instance.$weft$self()) ? instance : null;
  }
}
