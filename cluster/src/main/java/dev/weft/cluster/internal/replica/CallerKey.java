package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;

/** Names a caller: its process, and its line of calls there. */
public record CallerKey(NodeId node, long channel) {

  void write(MessageWriter out) {
    out.putUuid(node.uuid()).putLong(channel);
  }

  static CallerKey read(MessageReader in) {
    return new CallerKey(new NodeId(in.getUuid()), in.getLong());
  }
}
