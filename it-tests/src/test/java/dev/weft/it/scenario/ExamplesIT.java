package dev.weft.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import org.junit.jupiter.api.Test;

/** The example programs do what they promise; the demo on the smaller of its inputs. */
class ExamplesIT {

  @Test
  void shouldSayHello() {
    JavaProcess run = example("hello", "dev.weft.examples.hello.Hello").run();

    assertThat(run.out().lines()).containsExactly("148933 primes below two million");
  }

  @Test
  void shouldShowWhatActorsDo() {
    JavaProcess run = example("actors", "dev.weft.examples.actors.Actors").run();

    assertThat(run.out().lines())
        .containsExactly(
            "{visits=2}", "100", "5", "<b>x</b>[y, b]", "buyers: 1", "[visits]", "[total, visits]");
  }

  @Test
  void shouldRankClassesThoughAMemberIsKilled() {
    JavaProcess run =
        example("demo", "dev.weft.examples.classrank.Demo", "--size", "small", "--members", "2")
            .run();

    assertThat(run.out().text())
        .contains("-9: its tasks run again elsewhere")
        .containsPattern(" 1  java\\.lang\\.\\w+ ")
        .contains("Right: one thread gives the same");
  }

  private static JavaCommand example(String name, String main, String... arguments) {
    return new JavaCommand(name).agent().classPath(Artifacts.examplesJar()).main(main, arguments);
  }
}
