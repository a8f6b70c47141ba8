package dev.weft.bridge;

import dev.weft.spi.ActorAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver makes of every {@code @Remote} class. An instance is either a <em>handle</em>,
 * whose methods send calls, or the <em>live</em> instance on the owning member, whose methods run.
 */
@SuppressWarnings("checkstyle:MethodName")
public interface Actor {

  /** Stands in a handle between its super constructor and the creation of its actor. */
  ActorAddress UNBORN = new ActorAddress(new UUID(0, 0), new UUID(0, 0), "unborn");

  /** The actor this handle stands for; null on a live instance. */
  @Nullable ActorAddress $weft$handle();

  /** The address by which others reach this live instance; null on a handle. */
  @Nullable ActorAddress $weft$self();

  /** Tells a live instance its address. */
  void $weft$self(ActorAddress self);

  /** The address of the actor, whether this is a handle or the live instance. */
  static ActorAddress addressOf(Actor actor) {
    ActorAddress address = knownAddress(actor);
    if (address == null) {
      throw new IllegalStateException(
          "This "
              + actor.getClass().getName()
              + " is still under construction; it has no address.");
    }
    return address;
  }

  /** Called by woven code: whether another object is, or is a handle of, the same actor. */
  static boolean same(Actor actor, @Nullable Object other) {
    if (actor == other) {
      return true;
    }
    ActorAddress address = knownAddress(actor);
    return address != null
        && other instanceof Actor otherActor
        && address.equals(knownAddress(otherActor));
  }

  /** Called by woven code: a hash code to go with {@link #same}. */
  static int hash(Actor actor) {
    ActorAddress address = knownAddress(actor);
    return address == null ? System.identityHashCode(actor) : address.hashCode();
  }

  /** Called by woven code: the name of the class and of the actor, for people. */
  static String describe(Actor actor) {
    ActorAddress address = knownAddress(actor);
    String type = actor.getClass().getSimpleName();
    return address == null
        ? type + "@" + Integer.toHexString(System.identityHashCode(actor))
        : type + "@" + address.id().toString().substring(0, 8);
  }

  /** Called by woven code: what the clone of a handle throws. */
  static RuntimeException refuseClone(Actor actor) {
    return new UnsupportedOperationException(
        describe(actor)
            + " is an actor and cannot be cloned. Let one of its methods return its state, and"
            + " create another actor from that.");
  }

  private static @Nullable ActorAddress knownAddress(Actor actor) {
    ActorAddress handle = actor.$weft$handle();
    return handle != null ? handle : actor.$weft$self();
  }
}
