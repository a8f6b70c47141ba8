package dev.weft.it.jmh;

import dev.weft.it.kit.Artifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks, with the options of JMH's own command line in the property {@code jmh}: a part
 * of their names, {@code -p work=Tries}, {@code -f 1}, {@code -prof gc}. Run by name only, since a
 * figure is no test.
 */
class JmhFigures {

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void measure() throws Exception {
    Path results = Artifacts.root().resolve("it-tests/target/jmh.json");
    Files.createDirectories(results.getParent());
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(arguments()))
            .addProfiler(CpuTime.class)
            .resultFormat(ResultFormatType.JSON)
            .result(results.toString())
            .build();

    String pairs = Pairs.of(new Runner(options).run());

    System.out.println(pairs);
  }

  private static String[] arguments() {
    String given = System.getProperty("jmh", "").strip();
    return given.isEmpty() ? new String[0] : given.split("\\s+");
  }
}
