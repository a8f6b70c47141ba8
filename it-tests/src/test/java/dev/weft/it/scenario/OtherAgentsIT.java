package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.Coverage;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.SampleApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weft's agent beside another one, which comes before or after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherAgentsIT {

  private Path pricing = Path.of("");
  private Path swap = Path.of("");
  private List<String> plain = List.of();
  private Map<String, Coverage> covered = Map.of();

  @BeforeAll
  void runPlainWithJacoco() {
    pricing = SampleApp.of("pricing").jar();
    swap =
        SampleApp.of("hotswap")
            .manifest(
                Map.of(
                    "Premain-Class", "swap.Agent",
                    "Can-Retransform-Classes", "true",
                    "Can-Redefine-Classes", "true"))
            .jar();
    Path data = coverageFile();
    plain =
        new JavaCommand("plain-jacoco")
            .options(jacoco(data))
            .classPath(pricing, Artifacts.runtimeJar())
            .main("shop.Main")
            .run()
            .out()
            .lines();
    covered = Coverage.of(data);
    assertThat(covered).containsKeys("shop/Main", "shop/Pricing", "shop/Tracker", "shop/Order");
  }

  /** So JaCoCo sees the classes as they were compiled, which its report insists on. */
  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldKeepTheCoverageWhenJacocoComesFirst(int feature) {
    Path data = coverageFile();

    JavaProcess run =
        pricing("jacoco-first", feature).options(jacoco(data)).agent().main("shop.Main").run();

    checkPricing(run);
    Map<String, Coverage> found = Coverage.of(data);
    assertThat(found.keySet()).isEqualTo(covered.keySet());
    covered.forEach(
        (name, expected) ->
            assertThat(found.get(name))
                .as(name)
                // a remote lambda ends at its call, also when that fails later
                .matches(coverage -> coverage.id() == expected.id() && coverage.covers(expected)));
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldCoverWovenClassesWhenJacocoComesSecond(int feature) {
    Path data = coverageFile();

    JavaProcess run =
        pricing("jacoco-second", feature).agent().options(jacoco(data)).main("shop.Main").run();

    checkPricing(run);
    Map<String, Coverage> found = Coverage.of(data);
    assertThat(found.keySet()).isEqualTo(covered.keySet());
    assertThat(found.get("shop/Order")).isEqualTo(covered.get("shop/Order"));
    for (String woven : List.of("shop/Main", "shop/Pricing", "shop/Tracker")) {
      assertThat(found.get(woven).passed())
          .as("probes passed in " + woven)
          .isGreaterThanOrEqualTo(covered.get(woven).passed());
    }
  }

  @Test
  void shouldRunTheSameAfterOpenTelemetry() {
    checkTraced(pricing("otel-first", 0).options(openTelemetry()).agent().main("shop.Main").run());
  }

  @Test
  void shouldRunTheSameBeforeOpenTelemetry() {
    checkTraced(pricing("otel-second", 0).agent().options(openTelemetry()).main("shop.Main").run());
  }

  /** Another agent has woven classes transformed again, or a debugger redefines them. */
  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldStayWovenWhenClassesAreTransformedAgain(int feature) {
    JavaCommand command = new JavaCommand("hotswap").on(jdk(feature)).classPath(swap);
    String other = "-javaagent:" + swap;

    JavaProcess first = command.options(other).agent().main("swap.Main").run();
    JavaProcess second = command.agent().options(other).main("swap.Main").run();

    assertThat(first.out().lines())
        .containsExactly(
            "called by the first, in weft-task; sent by the first, in weft-task;"
                + " 1 noted by the first, in weft-actor",
            "2 transformed again",
            "called by the first, in weft-task; sent by the first, in weft-task;"
                + " 2 noted by the first, in weft-actor",
            "redefined",
            "called by the other, in weft-task; sent by the other, in weft-task;"
                + " 3 noted by the other, in weft-actor",
            "called by the other, in weft-task; sent by the other, in weft-task;"
                + " 1 noted by the other, in weft-actor");
    assertThat(second.out().lines()).isEqualTo(first.out().lines());
    assertThat(first.err().lines()).singleElement().asString().contains("embedded");
    assertThat(second.err().lines()).singleElement().asString().contains("embedded");
  }

  private void checkPricing(JavaProcess run) {
    assertThat(run.out().lines()).isEqualTo(plain);
    assertThat(run.err().lines()).singleElement().asString().contains("embedded", "woven");
  }

  private void checkTraced(JavaProcess run) {
    assertThat(run.out().lines()).isEqualTo(plain);
    assertThat(run.err().text()).contains("| embedded", "opentelemetry-javaagent - version");
    assertThat(run.err().lines())
        .noneMatch(line -> line.contains("ERROR") || line.contains("WARN "))
        .noneMatch(line -> line.startsWith("weft:"));
  }

  private JavaCommand pricing(String name, int feature) {
    return new JavaCommand(name).on(jdk(feature)).classPath(pricing);
  }

  private static Path coverageFile() {
    return Artifacts.newFolder("coverage").resolve("jacoco.exec");
  }

  private static String jacoco(Path data) {
    return "-javaagent:"
        + Artifacts.otherAgent("jacoco")
        + "=destfile="
        + data
        + ",includes=shop.*";
  }

  private static List<String> openTelemetry() {
    return List.of(
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-javaagent:" + Artifacts.otherAgent("opentelemetry"));
  }

  /** 0 stands for the JDK that runs the tests. */
  private static Jdk jdk(int feature) {
    return feature == 0 ? Jdk.current() : Jdk.assume25();
  }
}
