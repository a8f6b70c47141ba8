package dev.weft.cluster.internal.benchmark;

/**
 * The least that something could cost: the same without Weft.
 *
 * @param name what it is
 * @param operations how many operations a run of the body is
 * @param body does them
 */
record Floor(String name, double operations, Body body) {}
