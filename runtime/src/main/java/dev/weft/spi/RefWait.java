package dev.weft.spi;

import java.util.List;

/**
 * A wait of one thread for several refs. The thread parks on it, as one that waits for a single ref
 * parks on that, so that others can see what it waits for.
 */
public interface RefWait {

  /** The refs that are not ready, all of which are needed. From any thread. */
  List<PromiseRef<?>> pending();
}
