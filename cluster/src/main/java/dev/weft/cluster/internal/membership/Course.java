package dev.weft.cluster.internal.membership;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a member does that has met another part of its cluster.
 *
 * <p>Where members agree on who belongs to the cluster, a member that a later agreement leaves out
 * is of the past, whatever it holds: it starts afresh. All others still belong to the cluster, and
 * what they hold may be all there is of it; when they have lost sight of each other, their parts
 * rejoin as they are. The one that could still agree stays; of two that could not, as after a
 * network that was down as a whole, the one with more of the members, then the one with the oldest.
 *
 * <p>Where nothing is agreed each part has gone on by itself, and one of them has to give way: the
 * one with fewer members, then the one that has lost a member last, which is the one that was
 * suspended if any was, then the one whose speaker has the higher id.
 *
 * <p>Two clusters that were begun separately are two by intention or by mistake; one that has
 * nothing yet joins the other, and otherwise their operator has to know.
 */
enum Course {
  /** It goes on: the other gives way, or it is not time yet. */
  STAY,
  /** Its part joins the other, and every member keeps its id and what it holds. */
  REJOIN,
  /** It joins the other as a new member, with empty hands. */
  AFRESH,
  /** The other is another cluster. */
  STRANGERS;

  /** Two parts that come apart at once learn of it within about a heartbeat of each other. */
  private static final long SAME_TIME_MILLIS = 3_000;

  /** What one does that asks, given what it and the other one say of themselves. */
  static Course of(Part asker, Part other) {
    if (!asker.lineage().equals(other.lineage())) {
      return ofStrangers(asker, other);
    }
    if (asker.standing().isAgreed() && other.standing().isAgreed()) {
      return ofAgreeing(asker, other);
    }
    if (!speak(asker, other)) {
      return STAY;
    }
    if (asker.standing().isAgreed() || other.standing().isAgreed()) {
      return other.standing().isAgreed() ? AFRESH : STAY; // it was about to come in
    }
    return isLess(asker, other) ? AFRESH : STAY;
  }

  private static Course ofAgreeing(Part asker, Part other) {
    if (asker.standing().isRemoved()) {
      return other.standing().isRemoved() ? STAY : AFRESH;
    }
    if (isLeftOut(asker, other.standing(), asker.standing())) {
      return AFRESH;
    }
    if (other.standing().isRemoved() || isLeftOut(other, asker.standing(), other.standing())) {
      return STAY;
    }
    return speak(asker, other) && isWeaker(asker, other) ? REJOIN : STAY;
  }

  private static Course ofStrangers(Part asker, Part other) {
    if (!speak(asker, other)) {
      return STAY;
    }
    if (asker.isBlank()) {
      return !other.isBlank() || isLess(asker, other) ? AFRESH : STAY;
    }
    return other.isBlank() ? STAY : STRANGERS;
  }

  /** Parts are matched by those who speak for them, once each has lost the other's members. */
  private static boolean speak(Part asker, Part other) {
    return asker.isMaster() && other.isMaster() && asker.isApartFrom(other);
  }

  private static boolean isLeftOut(Part part, Standing later, Standing earlier) {
    return part.hasBelonged()
        && later.version() > earlier.version()
        && !later.members().contains(part.member());
  }

  private static boolean isWeaker(Part part, Part other) {
    if (part.standing().isCutOff() != other.standing().isCutOff()) {
      return part.standing().isCutOff();
    }
    if (!part.standing().isCutOff()) {
      return false; // both cannot be so for long
    }
    List<UUID> agreed =
        part.standing().version() > other.standing().version()
            ? part.standing().members()
            : other.standing().members();
    int difference = countOf(part, agreed) - countOf(other, agreed);
    return difference == 0 ? ageOf(part, agreed) > ageOf(other, agreed) : difference < 0;
  }

  private static int countOf(Part part, List<UUID> agreed) {
    Set<UUID> present = new HashSet<>(part.listed());
    present.retainAll(agreed);
    return present.size();
  }

  private static int ageOf(Part part, List<UUID> agreed) {
    return part.listed().stream()
        .mapToInt(agreed::indexOf)
        .filter(index -> index >= 0)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private static boolean isLess(Part part, Part other) {
    if (part.listed().size() != other.listed().size()) {
      return part.listed().size() < other.listed().size();
    }
    long difference = part.unchangedMillis() - other.unchangedMillis();
    if (Math.abs(difference) > SAME_TIME_MILLIS) {
      return difference < 0;
    }
    return part.member().compareTo(other.member()) > 0;
  }
}
