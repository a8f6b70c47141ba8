package dev.weft.agent.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a misspelt name. */
public final class Spelling {

  private Spelling() {}

  /** The name that is most like another, if there are any. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(candidate, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitute, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
