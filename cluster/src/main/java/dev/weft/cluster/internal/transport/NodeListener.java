package dev.weft.cluster.internal.transport;

/** Is told of members that come and go, on a thread of the grid: hands over and returns. */
public interface NodeListener {

  /** A node is gone, for good. */
  void left(NodeId node);
}
