package dev.weft;

/** What becomes of an actor's state when the member that holds it is lost. */
public enum Durability {
  /**
   * The state is kept on a second member, together with the answers of the calls that made it: a
   * call is answered when both have it.
   */
  REPLICATED,

  /**
   * The state need not outlive the member that holds it. It goes along when the actor moves; when
   * the member is lost, it may be gone: then the actor begins anew by its constructor, up to {@link
   * Remote#maxRestarts} times, and is dead after that.
   */
  NONE
}
