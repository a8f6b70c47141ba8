package dev.weft.examples.classrank;

import java.util.Arrays;

/**
 * A run of neighbouring classes with their place in the graph.
 *
 * @param first the index of the first class
 * @param outgoing how many classes each of them mentions
 * @param incoming the classes that mention each of them, in ascending order
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays are the compact form on the wire
record Slice(int first, int[] outgoing, int[][] incoming) {

  /** Cuts a graph, given by what each class mentions, into slices of about the same size. */
  static Slice[] cut(int[][] references, int slices) {
    int[][] incoming = reverse(references);
    Slice[] cut = new Slice[slices];
    for (int i = 0; i < slices; i++) {
      int from = (int) ((long) references.length * i / slices);
      int to = (int) ((long) references.length * (i + 1) / slices);
      int[] outgoing = new int[to - from];
      Arrays.setAll(outgoing, j -> references[from + j].length);
      cut[i] = new Slice(from, outgoing, Arrays.copyOfRange(incoming, from, to));
    }
    return cut;
  }

  int size() {
    return outgoing.length;
  }

  private static int[][] reverse(int[][] references) {
    int[] counts = new int[references.length];
    for (int[] mentioned : references) {
      for (int to : mentioned) {
        counts[to]++;
      }
    }
    int[][] incoming = new int[references.length][];
    Arrays.setAll(incoming, i -> new int[counts[i]]);
    for (int from = references.length - 1; from >= 0; from--) {
      for (int to : references[from]) {
        incoming[to][--counts[to]] = from;
      }
    }
    return incoming;
  }
}
