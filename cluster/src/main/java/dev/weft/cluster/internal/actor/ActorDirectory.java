package dev.weft.cluster.internal.actor;

import dev.weft.NamedActor;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The named actors of a namespace, wherever they live. Each member says what it owns, and which
 * partitions it knows to be owned: while one of these is on its way from one member to another, all
 * are asked again.
 */
final class ActorDirectory {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Transport transport;
  private final Clock clock;

  ActorDirectory(Transport transport, Clock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * Waits until all members have said what they have; sorted by name.
   *
   * @throws ClusterUnavailableException if some are not to be had
   */
  List<NamedActor> of(String namespace) {
    long start = clock.nanoTime();
    while (true) {
      TreeSet<NamedActor> found = new TreeSet<>();
      BitSet missing = new BitSet();
      BitSet owned = new BitSet();
      boolean isWhole = true;
      for (PromiseRef<@Nullable ActorListing> asked : askAll(namespace)) {
        ActorListing listing = asked.get();
        if (listing == null) {
          isWhole = false;
        } else {
          missing.or(listing.inUse());
          owned.or(listing.owned());
          found.addAll(listing.actors());
        }
      }
      missing.andNot(owned);
      if (isWhole && missing.isEmpty()) {
        return List.copyOf(found);
      }
      if (clock.nanoTime() - start > PATIENCE_NANOS) {
        throw new ClusterUnavailableException(
            "The actors of the namespace \""
                + namespace
                + "\" could not be listed: "
                + (isWhole ? missing.cardinality() + " partitions have no owner" : "a member gave")
                + (isWhole ? "." : " no answer.")
                + " Look into the logs of the members, and ask again later.");
      }
      pause();
    }
  }

  private List<PromiseRef<@Nullable ActorListing>> askAll(String namespace) {
    byte[] message = new ActorRequest.Names(namespace).toBytes();
    List<PromiseRef<@Nullable ActorListing>> asked = new ArrayList<>();
    for (NodeId member : transport.workers()) {
      PromiseRef<@Nullable ActorListing> listing = new PromiseRef<>();
      asked.add(listing);
      transport.send(
          member,
          Channel.ACTORS,
          message,
          (answer, failure) -> listing.complete(Outcome.of(answer == null ? null : read(answer))));
    }
    return asked;
  }

  /** Null if it is something else: the member is cut off, for one. */
  private static @Nullable ActorListing read(byte[] message) {
    ActorAnswer answer = ActorAnswer.read(message);
    byte[] bytes = answer.bytes();
    return answer.kind() == ActorAnswer.Kind.NAMES && bytes != null
        ? ActorListing.read(bytes)
        : null;
  }

  private void pause() {
    PromiseRef<@Nullable Object> over = new PromiseRef<>();
    clock.after(PAUSE, () -> over.complete(Outcome.of(null)));
    over.get();
  }
}
