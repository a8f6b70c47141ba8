package dev.weft.cluster.internal.actor;

import org.jspecify.annotations.Nullable;

/**
 * A call that has run, or has got its answer later.
 *
 * @param answer null if it comes later
 * @param hasRun whether it is to run again if what it did cannot be kept
 * @param isAnswered whether its caller has the answer already
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EndedCall(IncomingCall call, byte @Nullable [] answer, boolean hasRun, boolean isAnswered) {

  /** A call whose method has run; the answer is null if it comes later. */
  static EndedCall ran(IncomingCall call, byte @Nullable [] answer) {
    return new EndedCall(call, answer, true, false);
  }

  /** A call with an answer that changes nothing. */
  static EndedCall settled(IncomingCall call, byte[] answer) {
    return new EndedCall(call, answer, false, false);
  }

  /** A call that has run, and whose answer, if it has one yet, does not wait for it to be safe. */
  static EndedCall nested(IncomingCall call, byte @Nullable [] answer) {
    return new EndedCall(call, answer, false, answer != null);
  }

  /** A call that was answered at once and did not run. */
  static EndedCall refused(IncomingCall call, byte[] answer) {
    return new EndedCall(call, answer, false, true);
  }

  boolean isRead() {
    return call.request().isReadOnly();
  }

  /** Whether its caller is to be answered now. */
  boolean isDue() {
    return answer != null && !isAnswered;
  }
}
