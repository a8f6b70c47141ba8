package quotes;

import dev.weft.Remote;

/** One annotation for all that implement it. */
@FunctionalInterface
interface Rule<T> {

  @Remote
  T apply(T value);
}
