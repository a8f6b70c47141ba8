package dev.weft.examples.hello;

import dev.weft.Remote;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@Remote
public class Votes {
  private final Map<String, Integer> counts = new TreeMap<>();

  void cast(String choice) {
    counts.merge(choice, 1, Integer::sum);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  public static void main(String[] args) {
    Votes votes = new Votes();
    for (String choice : List.of("tea", "coffee", "tea", "mate", "tea")) {
      votes.cast(choice);
    }
    System.out.println(votes.counts());
  }
}
