package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.object.Origin;
import dev.weft.spi.ActorAddress;

/** The call of an actor whose value a ref has, as its caller knows it. */
final class CallOrigin implements Origin {

  private final String name;
  private final ActorAddress target;
  private volatile boolean isSent;
  private volatile long channel;
  private volatile long sequence;

  CallOrigin(String name, ActorAddress target) {
    this.name = name;
    this.target = target;
  }

  @Override
  public String describe() {
    return "the call of " + name + " on " + target;
  }

  String name() {
    return name;
  }

  ActorAddress target() {
    return target;
  }

  /** It gets its place in a line of calls. */
  void number(long channelId, long sequenceNumber) {
    channel = channelId;
    sequence = sequenceNumber;
    isSent = true;
  }

  /** Whether it has been sent, so that it may run. */
  boolean isSent() {
    return isSent;
  }

  long channel() {
    return channel;
  }

  long sequence() {
    return sequence;
  }
}
