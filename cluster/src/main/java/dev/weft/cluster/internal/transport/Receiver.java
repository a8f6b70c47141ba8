package dev.weft.cluster.internal.transport;

/** Takes the messages of one channel. Runs on a grid thread: hands over and returns. */
@FunctionalInterface
public interface Receiver {

  /**
   * Takes a message.
   *
   * @param from the node that sent it
   * @param message what it sent
   * @param reply to be answered, now or later
   */
  void receive(NodeId from, byte[] message, Reply reply);
}
