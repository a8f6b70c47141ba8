package dev.weft.it.jmh.code;

import dev.weft.Remote;
import dev.weft.it.jmh.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collections that the method has made, filled in a loop. */
public final class FreshList implements Work {

  private static final int SIZE = 100;

  private boolean isRemote;

  @Remote
  static Integer task(Integer i) {
    return i;
  }

  @Override
  public long run(int times) {
    long sum = 0;
    for (int i = 0; i < times / SIZE; i++) {
      sum += filled(i);
    }
    return sum;
  }

  private long filled(int seed) {
    List<Integer> list = new ArrayList<>();
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < SIZE; i++) {
      if (isRemote) {
        list.add(task(i));
        map.put(i, task(i));
      } else {
        list.add(i);
        map.put(i & 15, seed);
      }
    }
    long sum = map.size();
    for (int value : list) {
      sum += value;
    }
    return sum;
  }
}
