package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.SampleApp;
import dev.weft.it.kit.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls that cannot be made, tasks that fail, and an end that came too early: one driver's run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingCallsIT {

  private Map<String, List<String>> lines = Map.of();

  @BeforeAll
  void makeEachMistakeOnce(TestCluster cluster) {
    lines =
        new JavaCommand("mistakes")
                .agent()
                .options(cluster.driverOptions())
                .classPath(SampleApp.of("mistakes").jar())
                .main("mistakes.Main")
                .run()
                .out()
                .lines()
                .stream()
                .collect(Collectors.groupingBy(FailingCallsIT::caseOf));
  }

  @Test
  void shouldNameTheFieldOfAnArgumentThatCannotTravel() {
    assertThat(thrown("argument"))
        .startsWith("dev.weft.error.NotSerializableValueException: argument 1, ")
        .contains("Account.session.socket: java.net.Socket cannot travel");
    assertThat(thrown("put"))
        .startsWith("dev.weft.error.NotSerializableValueException: ")
        .contains("Account.session.socket: java.net.Socket cannot travel");
  }

  @Test
  void shouldRefuseAResultThatCannotTravel() {
    assertThat(thrown("result"))
        .startsWith("dev.weft.error.NotSerializableValueException: ")
        .contains("java.lang.Thread cannot travel");
  }

  @Test
  void shouldThrowWhatTheTaskThrew() {
    assertThat(thrown("checked"))
        .isEqualTo("mistakes.LockedException: the account of Ada is locked");
    assertThat(lines.get("checked"))
        .contains("checked owner: Ada")
        .anyMatch(line -> line.contains("at mistakes.Failing.checked(Failing.java:"));
    assertThat(thrown("unchecked")).isEqualTo("java.lang.IllegalStateException: too deep");
    assertThat(lines.get("unchecked"))
        .contains("unchecked cause: java.lang.UnsupportedOperationException: at the bottom")
        .anyMatch(line -> line.contains("at mistakes.Failing.deeper(Failing.java:"))
        .anyMatch(line -> line.contains("at mistakes.Failing.unchecked(Failing.java:"));
    assertThat(thrown("explicit")).isEqualTo(thrown("checked"));
  }

  @Test
  void shouldStandInForAnExceptionThatCannotTravel() {
    assertThat(thrown("broken"))
        .startsWith("dev.weft.error.TaskFailedException: mistakes.BrokenException: out of order")
        .contains("socket: java.net.Socket cannot travel");
    assertThat(lines.get("broken"))
        .anyMatch(line -> line.contains("at mistakes.Failing.broken(Failing.java:"));
  }

  @Test
  void shouldThrowErrors() {
    assertThat(thrown("error")).isEqualTo("java.lang.AssertionError: two and two are five");
    assertThat(thrown("endless")).isEqualTo("java.lang.StackOverflowError");
    assertThat(lines.get("still serving")).containsExactly("still serving: 42");
  }

  @Test
  void shouldSayThatItWasShutDown() {
    assertThat(thrown("get after shutdown"))
        .startsWith("dev.weft.error.ClusterUnavailableException: ");
    assertThat(thrown("put after shutdown"))
        .startsWith("dev.weft.error.ClusterUnavailableException: Weft was shut down");
    assertThat(thrown("call after shutdown"))
        .startsWith("dev.weft.error.ClusterUnavailableException: Weft was shut down");
    assertThat(lines.get("after a new start")).containsExactly("after a new start: 43");
  }

  /** What came of a case. */
  private String thrown(String name) {
    return lines.getOrDefault(name, List.of("nothing at all")).get(0).substring(name.length() + 2);
  }

  /** Lines begin with the name of their case. */
  private static String caseOf(String line) {
    return line.replaceFirst("(: | at | owner| cause| suppressed).*$", "");
  }
}
