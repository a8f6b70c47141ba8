package dev.weft.spi;

import java.util.Objects;
import java.util.UUID;

/**
 * Names one life of one actor.
 *
 * @param id the actor: random, or derived from its namespace and name
 * @param incarnation which life: an actor created anew under an old name has another
 * @param type the binary name of the actor's class
 */
public record ActorAddress(UUID id, UUID incarnation, String type) {

  public ActorAddress {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(incarnation, "incarnation");
    Objects.requireNonNull(type, "type");
  }

  @Override
  public String toString() {
    return type.substring(type.lastIndexOf('.') + 1) + "@" + id.toString().substring(0, 8);
  }
}
