package dev.weft.store.internal.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keeps things that are dear to make and used by one thread at a time. A thread looks first where
 * it left one itself, so that threads do not meet; what finds no place is left to the collector.
 *
 * @param <T> the kind of things
 */
final class Shelf<T> {

  private static final int PLACES = 64;
  private static final int LOOKS = 4;

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);
  private final Supplier<T> maker;

  Shelf(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Takes one, or makes one. */
  T take() {
    int start = start();
    for (int i = 0; i < LOOKS; i++) {
      int place = (start + i) & (PLACES - 1);
      if (places.getPlain(place) != null) {
        T thing = places.getAndSet(place, null);
        if (thing != null) {
          return thing;
        }
      }
    }
    return maker.get();
  }

  /** Puts one back. */
  void put(T thing) {
    int start = start();
    for (int i = 0; i < LOOKS; i++) {
      int place = (start + i) & (PLACES - 1);
      if (places.getPlain(place) == null && places.compareAndSet(place, null, thing)) {
        return;
      }
    }
  }

  /** Ids of threads ascend by one, so neighbours are spread, too. */
  private static int start() {
    return (int) Thread.currentThread().getId() * LOOKS;
  }
}
