package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.object.Origin;
import dev.weft.spi.ActorAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The call of an actor whose value a ref has, as its caller knows it. */
final class CallOrigin implements Origin {

  private final String name;
  private final ActorAddress target;
  private volatile OutgoingCall.@Nullable Place place;

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

  /** It gets its place in a line of calls, from which it is sent. */
  void send(OutgoingCall.Place its) {
    place = its;
  }

  /** Whether it has been sent, so that it may run. */
  boolean isSent() {
    return place != null;
  }

  OutgoingCall.Place place() {
    return Objects.requireNonNull(place);
  }

  long channel() {
    return place().channel();
  }

  long sequence() {
    return place().sequence();
  }
}
