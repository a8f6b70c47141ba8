package dev.weft.spi;

import dev.weft.ObjectRef;
import java.util.Objects;

/**
 * An actor that was asked for, at the moment its creator can go on.
 *
 * @param address where calls go; they may be made at once, and run after the constructor
 * @param born completes when the constructor has run, or fails with what it threw
 */
public record ActorBirth(ActorAddress address, ObjectRef<?> born) {

  public ActorBirth {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(born, "born");
  }
}
