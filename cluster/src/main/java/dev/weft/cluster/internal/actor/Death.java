package dev.weft.cluster.internal.actor;

import org.jspecify.annotations.Nullable;

/**
 * Why an actor is dead.
 *
 * @param reason for people
 * @param failure what its constructor threw, encoded; null when it died otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Death(String reason, byte @Nullable [] failure) {

  static Death of(String reason) {
    return new Death(reason, null);
  }

  ActorAnswer answer() {
    return ActorAnswer.died(reason, failure);
  }
}
