package dev.weft.cluster.internal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

  private final Report report =
      Reports.of(Reports.row("tasks \"sync\"", 8, 4), Reports.row("a\\b", 2, 0));

  @Test
  void shouldReadWhatItWrote() {
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  /** Programs read these names: a change of one is a new schema. */
  @Test
  void shouldKeepItsSchema() {
    Object written = JsonText.read(ReportJson.write(report));

    assertThat(names(written))
        .containsExactly(
            "schema", "mode", "members", "cores", "java", "seconds", "runs", "scale", "rows");
    Object row = ((List<?>) JsonText.member(written, "rows")).get(0);
    assertThat(names(row))
        .containsExactly(
            "name",
            "unit",
            "rate",
            "deviation",
            "operationMicros",
            "p50Micros",
            "p99Micros",
            "cpuMicros",
            "heapBytes",
            "floors");
    Object floor = ((List<?>) JsonText.member(row, "floors")).get(0);
    assertThat(names(floor))
        .containsExactly(
            "name",
            "rate",
            "deviation",
            "operationMicros",
            "p50Micros",
            "p99Micros",
            "cpuMicros",
            "times",
            "cpuTimes");
    assertThat(JsonText.member(written, "schema")).isEqualTo(1.0);
    assertThat(JsonText.member(floor, "times")).isEqualTo(2.0);
  }

  @Test
  void shouldRefuseOtherFiles() {
    assertThatThrownBy(() -> ReportJson.read("{\"schema\": 2}"))
        .hasMessage("The report has schema 2; this program reads 1.");
    assertThatThrownBy(() -> ReportJson.read("[]"))
        .hasMessage("Not a report: there is no \"schema\" in it.");
    assertThatThrownBy(() -> ReportJson.read("{\"schema\": \"1\"}"))
        .hasMessage("Not a report: \"schema\" is not a number.");
    assertThatThrownBy(() -> ReportJson.read("name: value")).hasMessageContaining("at character 0");
  }

  @Test
  void shouldNotWriteWhatJsonDoesNotHave() {
    Figures none = new Figures(Double.NaN, 0, 0, 0, 0, Double.POSITIVE_INFINITY);

    String json = ReportJson.write(Reports.of(new RowResult("r", "u", none, List.of(), 0)));

    assertThat(ReportJson.read(json).rows().get(0).figures().rate()).isZero();
  }

  private static Iterable<String> names(Object object) {
    return ((Map<?, ?>) object).keySet().stream().map(Object::toString).toList();
  }
}
