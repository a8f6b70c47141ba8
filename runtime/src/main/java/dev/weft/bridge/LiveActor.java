package dev.weft.bridge;

import dev.weft.ActorContext;
import dev.weft.spi.ActorAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an actor that an engine runs: what the actor's own code may know of it, and
 * whether that code has asked to end it. An engine makes one for each instance, and gives it to
 * {@link Construction} and {@link RunningActor}.
 *
 * <p>Both fields may be written by any thread that runs a call of it.
 */
public final class LiveActor {

  private final ActorContext context;
  private volatile @Nullable Actor instance;
  private volatile boolean isExiting;

  public LiveActor(ActorContext context) {
    this.context = context;
  }

  /** An actor of which nothing is known but its address. */
  static LiveActor of(ActorAddress address) {
    return new LiveActor(new ActorContext(address, Optional.empty(), "", 0, false));
  }

  /** What its code may know. */
  public ActorContext context() {
    return context;
  }

  /** Whether one of its methods has called {@link dev.weft.Weft#exitActor()}. */
  public boolean isExiting() {
    return isExiting;
  }

  void exit() {
    isExiting = true;
  }

  /** The instance; null while its constructor runs. */
  @Nullable Actor instance() {
    return instance;
  }

  void built(Actor built) {
    instance = built;
  }
}
