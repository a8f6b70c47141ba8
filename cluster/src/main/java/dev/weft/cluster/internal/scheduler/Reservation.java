package dev.weft.cluster.internal.scheduler;

import dev.weft.spi.Demand;

/** Waits like a task for what a bundle takes; then that is the bundle's, and this tells so. */
final class Reservation implements Work {

  private final BundleId id;
  private final Claim claim;
  private final Runnable made;

  /**
   * @param made run once the bundle is there
   */
  Reservation(BundleId id, Demand demand, Runnable made) {
    this.id = id;
    this.claim = new Claim(demand, null);
    this.made = made;
  }

  BundleId id() {
    return id;
  }

  @Override
  public boolean isTaken() {
    return false;
  }

  @Override
  public Claim claim() {
    return claim;
  }

  @Override
  public void run() {
    made.run();
  }
}
