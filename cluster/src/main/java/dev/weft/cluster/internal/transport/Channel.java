package dev.weft.cluster.internal.transport;

/** Who a message is for. The order is part of the wire form. */
public enum Channel {
  /** Tasks to run, many to a message. */
  TASKS,
  /** One task to run, when no other is on its way; how it ended is the answer. */
  LONE_TASKS,
  /** The question whether a node's heap has room for a task with large arguments. */
  ROOM,
  /** How tasks ended, many to a message. */
  COMPLETIONS,
  /** News that a node has a free slot, since tasks that it has wait for something. */
  HUNGRY,
  /** News that a node takes no more tasks, since it is about to leave. */
  LEAVING,
  /** Bundles of placement groups, to reserve and to give back. */
  GROUPS,
  /** Tasks to cancel. */
  CANCELS,
  /** Questions for the value of a ref, to the node that made the ref. */
  OBJECTS,
  /** Questions for classes, to the driver of the job. */
  CLASSES,
  /** Creations, calls and ends of actors, to the owner of a partition. */
  ACTORS,
  /** Nothing, to be answered with nothing: what a message costs at the least. */
  ECHO,
  /** Wishes for the next elements of a stream, to the node that makes them. */
  STREAMS,
  /** The making of the agreed set of members. */
  VIEWS,
  /** The copies of actors on other members. */
  REPLICAS,
  /** The question whether a node is seen, by one that does not see it. */
  ABSENCES,
  /** Creations, calls and ends of actors, many to a message, which is answered at once. */
  ACTOR_BATCHES,
  /** What actors answered to such, many to a message. */
  ACTOR_ANSWERS;

  private static final Channel[] ALL = values();

  static Channel of(int ordinal) {
    if (ordinal < 0 || ordinal >= ALL.length) {
      throw new IllegalArgumentException("Unknown channel " + ordinal + ".");
    }
    return ALL[ordinal];
  }
}
