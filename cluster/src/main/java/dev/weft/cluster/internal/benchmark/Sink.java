package dev.weft.cluster.internal.benchmark;

import org.jspecify.annotations.Nullable;

/** Takes results, so that no compiler may leave out what makes them. */
final class Sink {

  @SuppressWarnings("UnusedVariable") // written to, so that what is written is made
  private static volatile @Nullable Object last;

  private Sink() {}

  static void take(@Nullable Object result) {
    last = result;
  }
}
