package dev.weft.store;

import java.util.Objects;
import java.util.UUID;

/**
 * What travels of an {@link dev.weft.ObjectRef}.
 *
 * @param id the object
 * @param owner the member that knows whether the object is there yet
 */
public record ObjectRefData(ObjectId id, UUID owner) {

  public ObjectRefData {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(owner, "owner");
  }
}
