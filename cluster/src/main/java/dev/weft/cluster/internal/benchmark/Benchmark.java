package dev.weft.cluster.internal.benchmark;

import dev.weft.Weft;
import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import dev.weft.cluster.internal.benchmark.RowResult.FloorResult;
import dev.weft.cluster.internal.engine.ClusterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the microbenchmark: starts what it needs, measures row by row, and stops all of it. */
public final class Benchmark {

  private static final double MAX_WARM_UP_SECONDS = 1;

  private final BenchmarkOptions options;
  private final Consumer<String> out;

  /**
   * @param out gets the lines of the table, each as soon as it is known
   */
  public Benchmark(BenchmarkOptions options, Consumer<String> out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Measures everything and returns it as JSON.
   *
   * @param older a report to compare with, as this returned it; null for none
   * @throws IllegalArgumentException if that is no report; nothing has been started then
   * @throws NoSuchElementException if no row has the name that is asked for
   */
  public String run(@Nullable String older) throws Exception {
    Report before = older == null ? null : ReportJson.read(older);
    Report report;
    try (Members members = Members.start(options.members())) {
      Weft.init(
          options.members() == 0
              ? WeftConfig.fromEnvironment().banner(false)
              : members.config().banner(false));
      try {
        report = measure((ClusterNode) Engines.current(), members);
      } finally {
        Weft.shutdown();
      }
    }
    if (before != null) {
      new Comparison(before, report).print(out);
    }
    return ReportJson.write(report);
  }

  private Report measure(ClusterNode node, Members members) throws Exception {
    CpuClock cpu = new CpuClock(members.processes());
    Report head =
        new Report(
            options.members() == 0 ? "embedded" : "members",
            options.members(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().toString(),
            options.seconds(),
            options.runs(),
            options.scale(),
            List.of());
    Table table = new Table(out);
    table.head(head);
    List<RowResult> results = new ArrayList<>();
    try (Rows rows = Rows.of(node, options)) {
      if (rows.all().stream().noneMatch(row -> row.name().contains(options.filter()))) {
        throw new NoSuchElementException(
            "No row's name contains \""
                + options.filter()
                + "\". There are: "
                + String.join("; ", rows.all().stream().map(Row::name).toList()));
      }
      for (Row row : rows.all()) {
        if (row.name().contains(options.filter())) {
          RowResult result = measure(row, cpu);
          table.row(result);
          results.add(result);
        }
      }
    }
    return new Report(
        head.mode(),
        head.members(),
        head.cores(),
        head.java(),
        head.seconds(),
        head.runs(),
        head.scale(),
        results);
  }

  /** Weft and its floors in turn, so that all see the same machine. */
  private RowResult measure(Row row, CpuClock cpu) throws Exception {
    int runs = row.isOnce() ? 1 : options.runs();
    long nanos = row.isOnce() ? 0 : (long) (options.seconds() * 1e9);
    List<Stopwatch> watches = new ArrayList<>();
    watches.add(new Stopwatch(row.operations(), row.body(), cpu, runs));
    for (Floor floor : row.floors()) {
      watches.add(new Stopwatch(floor.operations(), floor.body(), cpu, runs));
    }
    if (!row.isOnce()) {
      for (Stopwatch watch : watches) {
        watch.warmUp((long) (Math.min(options.seconds(), MAX_WARM_UP_SECONDS) * 1e9));
      }
    }
    for (int run = 0; run < runs; run++) {
      for (Stopwatch watch : watches) {
        watch.run(nanos);
      }
    }
    List<FloorResult> floors = new ArrayList<>();
    for (int i = 0; i < row.floors().size(); i++) {
      floors.add(new FloorResult(row.floors().get(i).name(), watches.get(i + 1).figures()));
    }
    Row.Heap heap = row.heap();
    return new RowResult(
        row.name(),
        row.unit(),
        watches.get(0).figures(),
        floors,
        heap == null ? 0 : heap.bytesPerOperation());
  }
}
