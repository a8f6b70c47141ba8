package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the replicas of one node share. */
interface Node {

  NodeId self();

  View view();

  /** A peer has shown that there is a later view. */
  void behind(NodeId peer, long version);

  PartitionTable table();

  Tenant tenant();

  Clock clock();

  /** How many bytes of a large state go in one message. */
  int pieceBytes();

  /** Sends a push; its answer comes to itself. */
  void push(NodeId target, Push push);

  /**
   * Sends a message.
   *
   * @param onAnswer gets the answer, or null if none came; under no lock
   */
  void ask(NodeId target, ReplicaMessage message, Consumer<@Nullable ReplicaAnswer> onAnswer);

  /** A node, for people. */
  String describe(NodeId node);
}
