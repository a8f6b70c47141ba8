package dev.weft.cluster.internal.benchmark;

/** What is measured: does it once and waits until it is done. */
@FunctionalInterface
interface Body {

  void run() throws Exception;
}
