package dev.weft.spi;

/** Holds the thread local of {@link SlotLease}, which an interface cannot hide. */
final class SlotLeases {

  static final ThreadLocal<SlotLease> CURRENT = new ThreadLocal<>();

  private SlotLeases() {}
}
