package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor whose nested class uses its fields. */
public final class OwnNested implements Work {

  private final Tally actor = new Tally();

  @Override
  public long run(int times) {
    return actor.nested(times);
  }
}
