package dev.weft.cluster.internal.cli;

import dev.weft.cluster.internal.benchmark.Benchmark;
import dev.weft.cluster.internal.benchmark.BenchmarkOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft microbenchmark}: measures tasks, actors and objects beside their floors. */
@Command(
    name = "microbenchmark",
    description = {
      "Measures tasks, actors and objects, each beside the least that the JDK or Hazelcast takes.",
      "docs/benchmarks.md says what the rows are."
    },
    mixinStandardHelpOptions = true)
final class MicrobenchmarkCommand implements Callable<Integer> {

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Member JVMs to start. Default: 0, all in this process.")
  private int members;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long one run of a row takes at the least. Default: 2.")
  private double seconds = 2;

  @Option(names = "--runs", paramLabel = "N", description = "Runs of each row. Default: 4.")
  private int runs = 4;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only rows whose names contain this.")
  private String filter = "";

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "Makes the large rows N times smaller. Default: 1.")
  private int scale = 1;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the figures there; -: to standard output, and the table nowhere.")
  private @Nullable String json;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "A file that --json wrote: prints what has changed since.")
  private @Nullable Path compare;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private MicrobenchmarkCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    boolean isPiped = "-".equals(json);
    String older = compare == null ? null : Files.readString(compare);
    String report =
        run(
            older,
            line -> {
              if (!isPiped) {
                out.println(line);
                out.flush();
              }
            });
    if (isPiped) {
      out.print(report);
      out.flush();
    } else if (json != null) {
      Files.writeString(Path.of(json), report);
    }
    return 0;
  }

  private String run(@Nullable String older, Consumer<String> out) throws Exception {
    try {
      return new Benchmark(options(), out).run(older);
    } catch (NoSuchElementException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--filter: " + e.getMessage(), e);
    }
  }

  private BenchmarkOptions options() {
    try {
      return new BenchmarkOptions(members, seconds, runs, filter, scale);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
