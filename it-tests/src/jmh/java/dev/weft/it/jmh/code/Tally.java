package dev.weft.it.jmh.code;

import dev.weft.Remote;
import java.util.function.IntUnaryOperator;

/** An actor that does everything on its own live instance. */
@Remote
class Tally {

  private long total;
  private int last;
  private final int[] recent = new int[16];

  long calls(int times) {
    for (int i = 0; i < times; i++) {
      add(i);
      last = last() + 1;
    }
    return total;
  }

  long fields(int times) {
    for (int i = 0; i < times; i++) {
      total += i ^ last;
      last = i;
      recent[i & 15] += last;
    }
    return total;
  }

  long locks(int times) {
    for (int i = 0; i < times; i++) {
      addLocked(i);
    }
    return total;
  }

  long lambdas(int times) {
    IntUnaryOperator adding =
        i -> {
          add(i);
          return last;
        };
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += adding.applyAsInt(i);
    }
    return sum;
  }

  long nested(int times) {
    Cursor cursor = new Cursor(this);
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += cursor.next(i);
    }
    return sum;
  }

  long alias(int times) {
    Tally same = this;
    for (int i = 0; i < times; i++) {
      same.add(i);
    }
    return same.total;
  }

  long inner(int times) {
    IntUnaryOperator adding =
        new IntUnaryOperator() {
          @Override
          public int applyAsInt(int i) {
            add(i);
            return last;
          }
        };
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += adding.applyAsInt(i);
    }
    return sum;
  }

  void add(int i) {
    total += i;
    last = i;
  }

  int last() {
    return last;
  }

  private synchronized void addLocked(int i) {
    total += i;
  }

  /** Walks over the actor's numbers. */
  private static final class Cursor {

    private final Tally owner;

    Cursor(Tally owner) {
      this.owner = owner;
    }

    int next(int i) {
      owner.total += i;
      return owner.recent[i & 15];
    }
  }
}
