package dev.weft.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.GetTimeoutException;
import dev.weft.error.WaitInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PromiseRefTest {

  private final PromiseRef<String> ref = new PromiseRef<>();

  @Test
  void shouldBeCompletedOnce() {
    assertThat(ref.complete(Outcome.of("first"))).isTrue();
    assertThat(ref.complete(Outcome.of("second"))).isFalse();
    assertThat(ref.get()).isEqualTo("first");
  }

  @Test
  void shouldThrowTheSameFailureAtEveryGet() {
    IOException failure = new IOException();
    ref.complete(Outcome.failed(failure));

    assertThatThrownBy(ref::get).isSameAs(failure);
    assertThatThrownBy(() -> ref.get(Duration.ZERO)).isSameAs(failure);
    assertThat(ref.toCompletableFuture()).isCompletedExceptionally();
  }

  @Test
  void shouldTimeOutAndGoOn() {
    assertThatThrownBy(() -> ref.get(Duration.ofMillis(10)))
        .isInstanceOf(GetTimeoutException.class);
    assertThatThrownBy(() -> ref.get(Duration.ofSeconds(-1)))
        .isInstanceOf(GetTimeoutException.class);

    ref.complete(Outcome.of("later"));

    assertThat(ref.get(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("later");
  }

  @Test
  void shouldKeepTheInterruptFlagOfAnInterruptedWaiter() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(ref::get).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldGiveTheSlotBackWhileItWaits() {
    List<String> events = new ArrayList<>();
    SlotLease lease =
        new SlotLease() {
          @Override
          public void yieldSlot() {
            events.add("yield");
            ref.complete(Outcome.of("done"));
          }

          @Override
          public void resumeSlot() {
            events.add("resume");
          }
        };
    SlotLease before = SlotLease.bind(lease);
    try {
      assertThat(ref.get()).isEqualTo("done");
      assertThat(ref.get()).isEqualTo("done");
    } finally {
      SlotLease.bind(before);
    }

    assertThat(events).containsExactly("yield", "resume");
  }

  @Test
  void shouldRunListenersOnceAndNotThoseRemoved() {
    List<String> events = new ArrayList<>();
    Runnable removed = () -> events.add("removed");
    ref.onDone(() -> events.add("early"));
    ref.onDone(removed);
    ref.removeListener(removed);

    ref.complete(Outcome.of(""));
    ref.onDone(() -> events.add("late"));

    assertThat(events).containsExactly("early", "late");
  }

  @Test
  void shouldCompleteItsFuture() {
    CompletableFuture<String> future = ref.toCompletableFuture();

    ref.complete(Outcome.of("value"));

    assertThat(future).isCompletedWithValue("value");
  }
}
