package dev.weft.bridge;

/**
 * The type of the extra last parameter by which the constructor that really builds an actor's
 * instance differs from the one that creates the actor. Its value is always null.
 */
public final class Real {
  private Real() {}
}
