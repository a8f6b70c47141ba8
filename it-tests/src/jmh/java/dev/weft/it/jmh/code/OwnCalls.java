package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor that calls its own methods. */
public final class OwnCalls implements Work {

  private final Tally actor = new Tally();

  @Override
  public long run(int times) {
    return actor.calls(times);
  }
}
