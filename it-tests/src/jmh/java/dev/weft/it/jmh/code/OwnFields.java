package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor that uses its fields. */
public final class OwnFields implements Work {

  private final Tally actor = new Tally();

  @Override
  public long run(int times) {
    return actor.fields(times);
  }
}
