package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who owns a partition, and who has to take its commits.
 *
 * @param epoch the ownership
 * @param change how often the write set has changed in it
 * @param writeSet the owner first, then those that follow it; empty before the first tenure
 */
record Tenure(Epoch epoch, int change, List<NodeId> writeSet) implements Comparable<Tenure> {

  static final Tenure NONE = new Tenure(Epoch.NONE, 0, List.of());

  private static final Comparator<Tenure> ORDER =
      Comparator.comparing(Tenure::epoch).thenComparingInt(Tenure::change);

  Tenure {
    writeSet = List.copyOf(writeSet);
  }

  NodeId owner() {
    return epoch.owner();
  }

  boolean includes(NodeId node) {
    return writeSet.contains(node);
  }

  @Override
  public int compareTo(Tenure other) {
    return ORDER.compare(this, other);
  }

  void write(MessageWriter out) {
    epoch.write(out);
    out.putVarInt(change).putVarInt(writeSet.size());
    writeSet.forEach(node -> out.putUuid(node.uuid()));
  }

  static Tenure read(MessageReader in) {
    Epoch epoch = Epoch.read(in);
    int change = in.getVarInt();
    List<NodeId> nodes = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      nodes.add(new NodeId(in.getUuid()));
    }
    return new Tenure(epoch, change, nodes);
  }
}
