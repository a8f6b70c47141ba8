package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;
import java.util.Arrays;

/** A local variable that may hold a ref, used in the innermost loop. */
public final class Rows implements Work {

  private static final int LENGTH = 100;

  private final double[][] rows = new double[LENGTH][LENGTH];
  private boolean isRemote;

  /** Some numbers. */
  public Rows() {
    for (double[] row : rows) {
      Arrays.setAll(row, i -> i * 0.5);
    }
  }

  @Remote
  static double[] scaled(double[] row) {
    return row;
  }

  @Remote
  static double factor() {
    return 1;
  }

  @Override
  public long run(int times) {
    double sum = 0;
    for (int i = 0; i < times / LENGTH; i++) {
      double[] row = rows[i % LENGTH];
      double factor = 0.5;
      if (isRemote) {
        row = scaled(row);
        factor = factor();
      }
      for (int k = 0; k < row.length; k++) {
        sum += row[k] * factor;
      }
    }
    return Double.doubleToLongBits(sum);
  }
}
