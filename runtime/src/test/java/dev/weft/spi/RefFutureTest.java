package dev.weft.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.bridge.Engines;
import dev.weft.error.TaskCancelledException;
import dev.weft.internal.HeldEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefFutureTest {

  private final HeldEngine engine = new HeldEngine();
  private final PromiseRef<String> ref = new PromiseRef<>();

  @BeforeEach
  void adopt() {
    Engines.adopt(engine);
  }

  @AfterEach
  void stop() {
    Engines.stop();
  }

  @Test
  void shouldBeCancelledWhenTheCallIs() {
    CompletableFuture<String> future = ref.toCompletableFuture();

    ref.complete(Outcome.failed(new TaskCancelledException("Task f was cancelled.")));

    assertThat(future.isCancelled()).isTrue();
    assertThatThrownBy(future::get)
        .isInstanceOf(CancellationException.class)
        .hasMessage("Task f was cancelled.")
        .hasCauseInstanceOf(TaskCancelledException.class);
  }

  @Test
  void shouldCancelTheCallIfItMayInterrupt() {
    engine.failCancelled();
    CompletableFuture<String> gentle = ref.toCompletableFuture();
    CompletableFuture<String> future = ref.toCompletableFuture();

    assertThat(gentle.cancel(false)).isTrue();
    assertThat(engine.cancelled()).isEmpty();
    assertThat(future.cancel(true)).isTrue();
    assertThat(future.cancel(true)).isTrue(); // as CompletableFuture has it
    assertThat(engine.cancelled()).containsExactly(ref);
    assertThat(ref.isDone()).isTrue();
  }

  @Test
  void shouldNotCancelWhatIsDone() {
    CompletableFuture<String> future = ref.toCompletableFuture();
    ref.complete(Outcome.of("v"));

    assertThat(future.cancel(true)).isFalse();
    assertThat(future.join()).isEqualTo("v");
    assertThat(engine.cancelled()).isEmpty();
  }

  @Test
  void shouldMakeARefOfAFuture() {
    CompletableFuture<String> future = new CompletableFuture<>();
    ObjectRef<String> made = Weft.fromFuture(future);

    assertThat(made.isDone()).isFalse();
    future.complete("v");
    assertThat(made.get()).isEqualTo("v");
    assertThat(Weft.fromFuture(CompletableFuture.completedFuture("w")).get(Duration.ZERO))
        .isEqualTo("w");
    CompletableFuture<String> failing =
        new CompletableFuture<String>().thenApply(v -> v); // its failures are wrapped
    ObjectRef<String> failed = Weft.fromFuture(failing);
    failing.completeExceptionally(new IOException("io"));
    assertThatThrownBy(failed::get).isInstanceOf(IOException.class);
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    ObjectRef<String> ended = Weft.fromFuture(cancelled);
    cancelled.cancel(true);
    assertThatThrownBy(ended::get).isInstanceOf(CancellationException.class);
  }
}
