package dev.weft.it.jmh.code;

import dev.weft.Remote;

/** An actor whose superclass is one too. */
@Remote
class SignedTally extends Tally {

  private int sign = 1;

  long signed(int times) {
    for (int i = 0; i < times; i++) {
      add(i);
    }
    return last();
  }

  @Override
  void add(int i) {
    super.add(sign * i);
    sign = -sign;
  }
}
