package dev.weft;

import dev.weft.spi.ActorAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * Which actor the calling code runs in, and how its instance came about.
 *
 * @param address the actor
 * @param name its name; for a keyed actor, its key
 * @param namespace where its name is unique
 * @param restarts how often it has begun anew by its constructor: 0 in its first life
 * @param isRestored whether this instance was made of the actor's state, since the actor has moved,
 *     has slept, or has lost its member; false for one that a constructor made
 */
public record ActorContext(
    ActorAddress address,
    Optional<String> name,
    String namespace,
    int restarts,
    boolean isRestored) {

  public ActorContext {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(namespace, "namespace");
  }
}
