package dev.weft.it.jmh.code;

import dev.weft.it.jmh.Work;

/** An actor that calls its own methods in a lambda. */
public final class OwnLambda implements Work {

  private final Tally actor = new Tally();

  @Override
  public long run(int times) {
    return actor.lambdas(times);
  }
}
