package dev.weft.examples.classrank;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.WaitResult;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ranks the classes of a JDK by who mentions whom, spread over whatever members there are.
 *
 * <p>Nothing here is started or connected: the first remote call does that. Without the agent the
 * same code runs in one thread.
 */
final class ClassRank {

  private static final int BATCH = 200;
  private static final int SHARDS = 4;

  private ClassRank() {}

  /** Is told how far the parsing has come. */
  interface Progress {

    /** Called by the thread that waits, each time that a batch is done. */
    void parsed(int done, int all);
  }

  static Ranking run(ClassList classes, Progress progress) {
    long start = System.nanoTime();
    int[][] references = parseAll(classes, progress);
    long parsed = System.nanoTime();
    Ranks ranks = ShardedRanks.compute(references, SHARDS);
    long ranked = System.nanoTime();

    return new Ranking(
        classes,
        references,
        ranks,
        Duration.ofNanos(parsed - start),
        Duration.ofNanos(ranked - parsed));
  }

  /** A task: what the classes of one batch mention. It runs on some member, or again on another. */
  @Remote
  static int[][] parse(ClassList classes, int from, int to) {
    classes.requireThisJdk();
    int[][] references = new int[to - from][];
    for (int i = from; i < to; i++) {
      references[i - from] = classes.references(i);
    }
    return references;
  }

  /** Starts a task for each batch, all at once, and takes in what they find as they end. */
  private static int[][] parseAll(ClassList classes, Progress progress) {
    ObjectRef<ClassList> list = Weft.put(classes);
    List<ObjectRef<int[][]>> batches = new ArrayList<>();
    for (int i = 0; i < classes.size(); i += BATCH) {
      int from = i;
      int to = Math.min(from + BATCH, classes.size());
      batches.add(Weft.remote(() -> parse(list.get(), from, to)));
    }
    List<ObjectRef<int[][]>> pending = batches;
    while (!pending.isEmpty()) {
      WaitResult<int[][]> result = Weft.wait(pending, 1, Duration.ofMinutes(1));
      pending = result.pending();
      progress.parsed(batches.size() - pending.size(), batches.size());
    }
    return Weft.get(batches).stream().flatMap(Arrays::stream).toArray(int[][]::new);
  }
}
