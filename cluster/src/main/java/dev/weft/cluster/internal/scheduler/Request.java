package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.Demand;
import dev.weft.spi.Place;

/**
 * What a task asks for: how much, and where.
 *
 * @param claim what it takes while it runs
 * @param place where it may run; never near something, see {@code near}
 * @param near the partition whose owner is preferred, or -1
 */
public record Request(Claim claim, Place place, int near) {

  /** One slot, anywhere; nearly all tasks ask for this one, which is compared by identity. */
  public static final Request ORDINARY = new Request(Claim.ORDINARY, Place.ANYWHERE, -1);

  /** So much, and there. */
  public static Request of(Claim claim, Place place) {
    return claim.isOrdinary() && place == Place.ANYWHERE ? ORDINARY : new Request(claim, place, -1);
  }

  public Demand demand() {
    return claim.demand();
  }

  /** Whether it is one slot, anywhere; there is but one such request. */
  @SuppressWarnings("ReferenceEquality")
  public boolean isOrdinary() {
    return this == ORDINARY;
  }

  /** Whether it does not matter where. */
  public boolean isAnywhere() {
    return place == Place.ANYWHERE && near < 0;
  }

  /** As in {@code gpu=1, on a member with [disk=ssd]}. */
  @Override
  public String toString() {
    return claim.demand() + (place == Place.ANYWHERE ? "" : ", on " + place);
  }
}
