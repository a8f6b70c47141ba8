package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.Comparator;
import java.util.UUID;

/**
 * Names one ownership of one partition; later ones are greater.
 *
 * @param number greater than that of every epoch the owner had heard of
 * @param owner whose it is, which makes it unique
 */
record Epoch(long number, NodeId owner) implements Comparable<Epoch> {

  /** Before any. */
  static final Epoch NONE = new Epoch(0, new NodeId(new UUID(0, 0)));

  private static final Comparator<Epoch> ORDER =
      Comparator.comparingLong(Epoch::number).thenComparing(epoch -> epoch.owner().uuid());

  @Override
  public int compareTo(Epoch other) {
    return ORDER.compare(this, other);
  }

  boolean isBefore(Epoch other) {
    return compareTo(other) < 0;
  }

  void write(MessageWriter out) {
    out.putLong(number).putUuid(owner.uuid());
  }

  static Epoch read(MessageReader in) {
    return new Epoch(in.getLong(), new NodeId(in.getUuid()));
  }

  @Override
  public String toString() {
    return number + "@" + owner;
  }
}
