package dev.weft.cluster.internal.benchmark;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thing that is made when it is first needed: a row that is not measured makes nothing. Not for
 * several threads.
 *
 * @param <T> the kind of things
 */
final class OnDemand<T> implements Supplier<T> {

  private final Supplier<T> maker;
  private @Nullable T made;

  OnDemand(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }
}
