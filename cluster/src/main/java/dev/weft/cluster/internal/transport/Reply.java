package dev.weft.cluster.internal.transport;

/** Answers one message, once, from any thread. */
public interface Reply {

  /** Answers with bytes. */
  void send(byte[] answer);

  /**
   * Asks the sender's node to deliver the message again, to whoever owns the partition then. The
   * sender does not notice.
   */
  void retry();

  /** Answers that the message could not be dealt with. */
  void fail(String reason);
}
