package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor that calls itself by a local variable. */
public final class OwnAlias implements Work {

  private final Tally actor = new Tally();

  @Override
  public long run(int times) {
    return actor.alias(times);
  }
}
