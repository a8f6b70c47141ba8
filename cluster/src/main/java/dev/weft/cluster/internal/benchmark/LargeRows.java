package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.ArrayList;
import java.util.List;

/** Rows that are large: each runs once. */
final class LargeRows {

  private static final int QUEUED = 1_000_000;
  private static final int MANY = 1_000;
  private static final int LAYERS = 20;
  private static final int WIDTH = 500;
  private static final int ARGUMENTS = 10_000;
  private static final int RESULTS = 3_000;
  private static final int FIB = 20;

  private LargeRows() {}

  /**
   * @param slots how many tasks run at a time, in all
   */
  static List<Row> of(Floors floors, int slots, int scale) {
    int queued = QUEUED / scale;
    int width = Math.max(1, WIDTH / scale);
    int arguments = ARGUMENTS / scale;
    int results = RESULTS / scale;
    int fib = Math.max(1, FIB - (int) Math.round(Math.log(scale) / Math.log(1.618)));
    double calls = calls(fib);
    return List.of(
        Row.once(
                "1,000,000 queued tasks",
                "tasks/s",
                queued,
                () -> Refs.getAll(queued, Tasks::smallRemote),
                floors.async(MANY).stream().map(floor -> floor.times(queued / MANY)).toList())
            .with(() -> new QueuedHeap(slots, queued / 5).bytesPerTask()),
        Row.once(
            "layered graph, 20 x 500",
            "tasks/s",
            LAYERS * width,
            () -> Sink.take(layers(width)),
            List.of()),
        Row.once(
            "recursion, fib(20)",
            "tasks/s",
            calls,
            () -> Sink.take(Tasks.fibRemote(fib).get()),
            floors.recursion(fib, calls)),
        Row.once(
            "10,000 arguments to one task",
            "arguments/s",
            arguments,
            () -> Sink.take(Tasks.countRemote(Refs.call(arguments, () -> Weft.put(1))).get()),
            List.of()),
        Row.once(
            "3,000 results of one task",
            "results/s",
            results,
            () -> Sink.take(Weft.get(Tasks.refsRemote(results).get())),
            List.of()));
  }

  /** Layers of tasks, of which each takes all results of the layer before. */
  private static List<Integer> layers(int width) {
    List<ObjectRef<Integer>> last = Refs.call(width, () -> Tasks.countRemote(List.of()));
    for (int layer = 1; layer < LAYERS; layer++) {
      List<ObjectRef<Integer>> before = new ArrayList<>(last);
      last = Refs.call(width, () -> Tasks.countRemote(before));
    }
    return Weft.get(last);
  }

  /** How many calls naive recursion makes. */
  private static double calls(int n) {
    double before = 1;
    double calls = 1;
    for (int i = 2; i <= n; i++) {
      double next = 1 + before + calls;
      before = calls;
      calls = next;
    }
    return calls;
  }
}
