package dev.weft.cluster.internal.engine;

import static dev.weft.cluster.internal.engine.TestNodes.birth;
import static dev.weft.cluster.internal.engine.TestNodes.call;
import static dev.weft.cluster.internal.engine.TestNodes.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.error.ActorDiedException;
import dev.weft.it.fixture.Counter;
import dev.weft.spi.ActorBirth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors whose creator does not wait for them. */
@Timeout(60)
class ActorBirthTest {

  private static final CallOptions DEFAULTS = CallOptions.defaults();

  private final TestNodes nodes = new TestNodes();
  private final CountDownLatch gate = new CountDownLatch(1);

  @BeforeEach
  void setGate() {
    System.getProperties().put("gate", gate);
  }

  @AfterEach
  void close() {
    gate.countDown();
    nodes.close();
    System.getProperties().remove("gate");
  }

  @Test
  void shouldRunCallsMadeBeforeTheBirthAfterItInOrder() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    ActorBirth birth = birth(driver, DEFAULTS, Counter.SLOW);
    ObjectRef<Object> first = call(driver, birth.address(), "add", 1);
    ObjectRef<Object> second = call(driver, birth.address(), "add", 2);

    assertThat(birth.born().isDone()).isFalse();
    gate.countDown();
    assertThat(second.get()).isEqualTo(Counter.SLOW + 3);
    assertThat(first.get()).isEqualTo(Counter.SLOW + 1);
    assertThat(call(driver, birth.address(), "seen").get()).isEqualTo(List.of(1, 2));
    assertThat(birth.born().get()).isNull();
  }

  @Test
  void shouldHoldBackWhatNamesAnActorUntilItIsBorn() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorBirth birth = birth(driver, DEFAULTS, Counter.SLOW);
    Awaitility.await("its constructor runs").until(() -> member.load().actors() == 1);

    ObjectRef<Object> look = task(driver, "look", new Counter(birth.address()));
    ObjectRef<Object> other = task(driver, "add", 1, 1);

    assertThat(other.get()).isEqualTo(2);
    assertThat(look.isDone()).isFalse();
    gate.countDown();
    assertThat(look.get()).isEqualTo("handle");
  }

  @Test
  void shouldFailCallsOfAnActorThatWasNeverBorn() {
    nodes.member();
    ClusterNode driver = nodes.driver();

    ActorBirth birth = birth(driver, DEFAULTS, -1);
    ObjectRef<Object> early = call(driver, birth.address(), "add", 1);

    assertThatThrownBy(() -> birth.born().get())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("start is negative");
    ObjectRef<Object> late = call(driver, birth.address(), "add", 1);
    for (ObjectRef<Object> ref : List.of(early, late)) {
      assertThatThrownBy(ref::get)
          .isInstanceOf(ActorDiedException.class)
          .hasMessageContaining("its constructor failed: java.lang.IllegalArgumentException")
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("start is negative");
    }
  }

  @Test
  void shouldKillAnActorThatIsNotBornYet() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    ActorBirth birth = birth(driver, DEFAULTS, Counter.SLOW);
    ObjectRef<Object> waiting = call(driver, birth.address(), "add", 1);
    Awaitility.await("its constructor runs").until(() -> member.load().actors() == 1);

    driver.actors().kill(birth.address());

    assertThatThrownBy(() -> birth.born().get(Duration.ofSeconds(10)))
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("killed");
    assertThatThrownBy(() -> waiting.get(Duration.ofSeconds(10)))
        .isInstanceOf(ActorDiedException.class)
        .hasMessageContaining("killed");
    assertThat(member.load().actors()).isZero();
  }

  @Test
  void shouldFindActorsThatAreBornWhileTheirPartitionsMove() {
    ClusterNode first = nodes.member();
    ClusterNode driver = nodes.driver();
    List<ActorBirth> births = new ArrayList<>();
    List<ObjectRef<Object>> sums = new ArrayList<>();
    Runnable createSome =
        () ->
            IntStream.range(0, 100)
                .forEach(
                    i -> {
                      ActorBirth birth = birth(driver, DEFAULTS, births.size());
                      births.add(birth);
                      call(driver, birth.address(), "add", 1);
                      sums.add(call(driver, birth.address(), "add", 1));
                    });

    createSome.run();
    ClusterNode second = nodes.member();
    while (second.load().actors() == 0) {
      createSome.run();
      sums.get(sums.size() - 1).get();
    }
    createSome.run();
    first.close();

    for (int i = 0; i < sums.size(); i++) {
      assertThat(sums.get(i).get()).as("actor %d", i).isEqualTo(i + 2);
    }
    Awaitility.await("all have moved").until(() -> second.load().actors() == births.size());
  }
}
