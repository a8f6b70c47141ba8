package dev.weft;

/** What becomes of an actor's state when the member that holds it is lost. */
public enum Durability {
  /**
   * The state is kept on a second member, together with the answers of the calls that made it: a
   * call is answered when both have it.
   */
  REPLICATED,

  /**
   * The state is kept on one member only. It goes along when the actor moves, and is gone when the
   * member is lost: then the actor begins anew, up to {@link Remote#maxRestarts} times.
   */
  NONE
}
