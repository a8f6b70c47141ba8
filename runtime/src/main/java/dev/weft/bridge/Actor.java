package dev.weft.bridge;

import dev.weft.spi.ActorAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of every {@code @Remote} class. An instance is either a <em>handle</em>,
 * whose methods send calls, or the <em>live</em> instance on the owning member, whose methods run.
 */
@SuppressWarnings("checkstyle:MethodName")
public interface Actor {

  /** The actor this handle stands for; null on a live instance. */
  @Nullable ActorAddress $weft$handle();

  /** The address by which others reach this live instance; null on a handle. */
  @Nullable ActorAddress $weft$self();

  /** Tells a live instance its address. */
  void $weft$self(ActorAddress self);

  /** The address of the actor, whether this is a handle or the live instance. */
  static ActorAddress addressOf(Actor actor) {
    ActorAddress handle = actor.$weft$handle();
    ActorAddress address = handle != null ? handle : actor.$weft$self();
    if (address == null) {
      throw new IllegalStateException(
          "This "
              + actor.getClass().getName()
              + " is still under construction; it has no address.");
    }
    return address;
  }
}
