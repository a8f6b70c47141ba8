package dev.weft.store;

import java.util.Objects;
import java.util.UUID;

/**
 * What travels in place of a stream that a task returns: who has its elements.
 *
 * @param id the stream
 * @param producer the node on which its elements are made
 * @param isIterator whether the task is declared to return an {@code Iterator}, rather than a
 *     {@code Stream}
 * @param name the task, for messages
 */
public record StreamHandle(UUID id, UUID producer, boolean isIterator, String name) {

  public StreamHandle {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(producer, "producer");
    Objects.requireNonNull(name, "name");
  }
}
