package dev.weft.spi;

/**
 * A listener that only wakes or notes: it runs no user code, takes no lock that is held for long
 * and does not throw, so that any thread may run it, a thread of the grid too.
 */
@FunctionalInterface
public interface QuietListener extends Runnable {}
