package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor whose anonymous class calls its methods. */
public final class OwnInner implements Work {

  private final Tally actor = new Tally();

  @Override
  public long run(int times) {
    return actor.inner(times);
  }
}
