package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor that calls the methods of its superclass. */
public final class OwnSuper implements Work {

  private final SignedTally actor = new SignedTally();

  @Override
  public long run(int times) {
    return actor.signed(times);
  }
}
