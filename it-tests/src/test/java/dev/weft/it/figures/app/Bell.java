package dev.weft.it.figures.app;

import dev.weft.Remote;

/** An actor with almost nothing to do. */
@Remote
class Bell {

  private int rings;

  int ring() {
    return ++rings;
  }
}
