package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.Jdk;
import dev.weft.it.kit.Launcher;
import dev.weft.it.kit.MavenBuild;
import dev.weft.it.kit.MemberProcess;
import dev.weft.it.kit.SampleApp;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start prints one line of Weft's to standard error, and nothing of anybody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuietIT {

  private static final String BANNER =
      "weft \\S+ \\| %s 127\\.0\\.0\\.1:\\d+ \\| 1 member, \\d+ cores?, \\d+ slots? \\| .*";

  private Path pricing = Path.of("");

  @BeforeAll
  void compile() {
    pricing = SampleApp.of("pricing").jar();
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldStartQuietlyWithTheAgent(int feature) {
    JavaProcess run =
        new JavaCommand("quiet-agent")
            .on(jdk(feature))
            .agent()
            .classPath(pricing)
            .main("shop.Main")
            .run();

    checkApplication(run);
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldStartQuietlyAsALibrary(int feature) {
    Path woven = MavenBuild.packaged("pricing").jar();

    JavaProcess run =
        new JavaCommand("quiet-library")
            .on(jdk(feature))
            .classPath(woven, Artifacts.weftJar())
            .main("shop.Main")
            .run();

    checkApplication(run);
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldStartAMemberQuietlyFromTheJar(int feature) {
    JavaProcess member =
        MemberProcess.command("quiet-member", arguments()).on(jdk(feature)).start();

    checkMember(member);
  }

  @ParameterizedTest(name = "JDK {0}")
  @ValueSource(ints = {0, 25})
  void shouldStartAMemberQuietlyFromTheLauncher(int feature) {
    JavaProcess member = Launcher.startMember("quiet-launcher", jdk(feature), arguments());

    checkMember(member);
  }

  @Test
  void shouldSayOnceThatCodeIsNotWoven() {
    JavaProcess run =
        new JavaCommand("plain").classPath(pricing, Artifacts.runtimeJar()).main("shop.Main").run();

    assertThat(run.err().lines())
        .filteredOn(line -> line.contains("This code is not woven"))
        .hasSize(1);
  }

  private static void checkApplication(JavaProcess run) {
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .matches(BANNER.formatted("embedded") + "woven( so far)?");
    assertThat(run.out().lines()).hasSize(12).first().asString().startsWith("Quote[");
  }

  private static void checkMember(JavaProcess process) {
    MemberProcess member = MemberProcess.of(process);
    member.process().terminate();

    assertThat(process.out().lines()).isEmpty();
    assertThat(process.err().lines()).hasSize(2);
    assertThat(process.err().lines().get(0)).matches(BANNER.formatted("member"));
    assertThat(process.err().lines().get(1))
        .isEqualTo("weft: this is the only member: if it is lost, so are its actors");
  }

  private static List<String> arguments() {
    Path key = Artifacts.newFolder("key").resolve("cluster.key");
    return List.of("--port", "0", "--key-file", key.toString());
  }

  /** 0 stands for the JDK that runs the tests. */
  private static Jdk jdk(int feature) {
    return feature == 0 ? Jdk.current() : Jdk.assume25();
  }
}
