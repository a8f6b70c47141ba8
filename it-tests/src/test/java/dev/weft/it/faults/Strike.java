package dev.weft.it.faults;

/**
 * One fault of a run.
 *
 * @param number from 1
 * @param what was done to whom
 * @param beganNanos of the machine's clock
 * @param overNanos when nothing harms the cluster any more
 * @param calmNanos when calls got replies again and all members were there
 * @param wrong what did not become well in time; empty if all did
 */
record Strike(
    int number,
    Fault fault,
    String what,
    long beganNanos,
    long overNanos,
    long calmNanos,
    String wrong) {}
