package dev.weft.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.ObjectRef;
import dev.weft.WaitResult;
import dev.weft.Weft;
import dev.weft.error.WaitInterruptedException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class RefWaitsTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  private final List<PromiseRef<String>> promises =
      Stream.generate(() -> new PromiseRef<String>()).limit(5).toList();
  private final List<ObjectRef<String>> refs = new ArrayList<>(promises);

  @Test
  void shouldSplitInTheOrderGiven() {
    promises.get(3).complete(Outcome.of("d"));
    promises.get(1).complete(Outcome.of("b"));

    WaitResult<String> result = Weft.wait(refs, 2, LONG);

    assertThat(result.ready()).containsExactly(refs.get(1), refs.get(3));
    assertThat(result.pending()).containsExactly(refs.get(0), refs.get(2), refs.get(4));
  }

  @Test
  void shouldNeverHaveMoreReadyThanAskedFor() {
    promises.forEach(promise -> promise.complete(Outcome.of("")));

    WaitResult<String> result = Weft.wait(refs, 2, Duration.ZERO);

    assertThat(result.ready()).hasSize(2);
    assertThat(result.pending()).hasSize(3);
  }

  @Test
  void shouldCountAFailureAsReady() {
    promises.get(0).complete(Outcome.failed(new IOException()));

    assertThat(Weft.wait(refs, 1, LONG).ready()).containsExactly(refs.get(0));
  }

  @Test
  void shouldReturnWhatIsReadyWhenTheTimeIsOver() {
    assertThat(Weft.wait(refs, 1, Duration.ofMillis(20)).ready()).isEmpty();
  }

  @Test
  void shouldRefuseDuplicatesAndCountsOutOfRange() {
    assertThatThrownBy(() -> Weft.wait(List.of(refs.get(0), refs.get(0)), 1, LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> Weft.wait(refs, 0, LONG)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Weft.wait(refs, 6, LONG)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldFailAGetOfManyAsSoonAsOneHasFailed() {
    promises.get(4).complete(Outcome.failed(new IOException("late in the list")));

    assertThatThrownBy(() -> Weft.get(refs)).hasMessage("late in the list");
  }

  @Test
  void shouldGetManyInOrderNullsAndDuplicatesIncluded() {
    promises.get(0).complete(Outcome.of(null));
    promises.get(1).complete(Outcome.of("b"));

    List<String> values = Weft.get(List.of(refs.get(1), refs.get(0), refs.get(1)));

    assertThat(values).containsExactly("b", null, "b");
  }

  @Test
  void shouldStreamRefsAsTheyComplete() {
    promises.get(2).complete(Outcome.of("c"));
    List<ObjectRef<String>> seen = new ArrayList<>();
    Weft.asCompleted(refs)
        .forEach(
            ref -> {
              seen.add(ref);
              promises.stream()
                  .filter(p -> !p.isDone())
                  .findFirst()
                  .ifPresent(p -> p.complete(Outcome.of("")));
            });

    assertThat(seen)
        .containsExactly(refs.get(2), refs.get(0), refs.get(1), refs.get(3), refs.get(4));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void shouldKeepTheInterruptFlagOfThoseInterruptedBeforeTheyWait(Consumer<RefWaitsTest> wait) {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> wait.accept(this))
        .isInstanceOf(WaitInterruptedException.class)
        .hasCauseInstanceOf(InterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    shouldGetManyInOrderNullsAndDuplicatesIncluded();
  }

  @ParameterizedTest
  @MethodSource("waits")
  void shouldInterruptThoseWhoWait(Consumer<RefWaitsTest> wait) throws Exception {
    FutureTask<Boolean> waiter =
        new FutureTask<>(
            () -> {
              try {
                wait.accept(this);
                return false;
              } catch (WaitInterruptedException e) {
                return Thread.interrupted();
              }
            });
    Thread thread = new Thread(waiter, "waiter");
    thread.start();
    await(thread);

    thread.interrupt();

    assertThat(waiter.get()).as("a wait that was interrupted, its flag set").isTrue();
  }

  static List<Named<Consumer<RefWaitsTest>>> waits() {
    return List.of(
        Named.of("get", test -> Weft.get(test.refs.get(0))),
        Named.of("get with a timeout", test -> Weft.get(test.refs.get(0), LONG)),
        Named.of("get of many", test -> Weft.get(test.refs)),
        Named.of("wait", test -> Weft.wait(test.refs, 1, LONG)),
        Named.of("asCompleted", test -> Weft.asCompleted(test.refs).findFirst()));
  }

  private static void await(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(thread.isAlive()).as("the waiter waits").isTrue();
      Thread.onSpinWait();
    }
  }
}
