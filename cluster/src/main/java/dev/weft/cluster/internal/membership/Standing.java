package dev.weft.cluster.internal.membership;

import java.util.List;
import java.util.UUID;

/**
 * Where a member stands in the agreement on who belongs to the cluster.
 *
 * @param version counts what has been agreed; of two agreements of one cluster the higher is the
 *     later one. 0 where nothing is agreed, and where each part of a cluster decides for itself
 * @param members who belongs to the cluster as of that version, the oldest first
 * @param isCutOff whether too few of these can be reached to agree on anything
 * @param isRemoved whether the others have agreed to go on without this member, or never to take it
 *     in
 */
public record Standing(long version, List<UUID> members, boolean isCutOff, boolean isRemoved) {

  private static final Standing NONE = new Standing(0, List.of(), false, false);

  public Standing {
    members = List.copyOf(members);
  }

  /** Nothing is agreed. */
  public static Standing none() {
    return NONE;
  }

  boolean isAgreed() {
    return version > 0;
  }
}
