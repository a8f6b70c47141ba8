package dev.weft.it.jmh;

import dev.weft.it.kit.Artifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
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
    String options = System.getProperty("jmh", "").strip();
    Path results = Artifacts.root().resolve("it-tests/target/jmh.json");
    Files.createDirectories(results.getParent());
    String table =
        Pairs.of(
            new Runner(
                    new OptionsBuilder()
                        .parent(
                            new CommandLineOptions(
                                options.isEmpty() ? new String[0] : options.split("\\s+")))
                        .resultFormat(org.openjdk.jmh.results.format.ResultFormatType.JSON)
                        .result(results.toString())
                        .build())
                .run());
    System.out.println(table);
  }
}
