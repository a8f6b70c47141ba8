package dev.weft.internal.executor;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.ClusterExecutors;
import dev.weft.bridge.Engines;
import dev.weft.internal.HeldEngine;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way to hang a function on a future must end as it does with a pool of the JDK. */
@Timeout(20)
class StageTest {

  private final HeldEngine engine = new HeldEngine();
  private Executor executor;

  @BeforeEach
  void adopt() {
    Engines.adopt(engine);
    executor = ClusterExecutors.create();
  }

  @AfterEach
  void stop() {
    Engines.stop();
  }

  private static <T> T failing() {
    throw new IllegalStateException("thrown");
  }

  /** All that takes an executor, on a source that has a value or has failed. */
  private static Map<String, BiFunction<CompletableFuture<String>, Executor, CompletableFuture<?>>>
      stages() {
    CompletableFuture<String> never = new CompletableFuture<>();
    Map<String, BiFunction<CompletableFuture<String>, Executor, CompletableFuture<?>>> all =
        new LinkedHashMap<>();
    all.put("apply", (f, e) -> f.thenApplyAsync(v -> v + "!", e));
    all.put("apply that fails", (f, e) -> f.thenApplyAsync(v -> failing(), e));
    all.put("accept", (f, e) -> f.thenAcceptAsync(v -> {}, e));
    all.put("accept that fails", (f, e) -> f.thenAcceptAsync(v -> failing(), e));
    all.put("run", (f, e) -> f.thenRunAsync(() -> {}, e));
    all.put("run that fails", (f, e) -> f.thenRunAsync(StageTest::failing, e));
    all.put("handle", (f, e) -> f.handleAsync((v, t) -> v + t, e));
    all.put("handle that fails", (f, e) -> f.handleAsync((v, t) -> failing(), e));
    all.put("whenComplete", (f, e) -> f.whenCompleteAsync((v, t) -> {}, e));
    all.put("whenComplete that fails", (f, e) -> f.whenCompleteAsync((v, t) -> failing(), e));
    all.put("exceptionally", (f, e) -> f.exceptionallyAsync(t -> "e" + t, e));
    all.put("compose", (f, e) -> f.thenComposeAsync(v -> completedFuture(v + "+"), e));
    all.put("compose that fails", (f, e) -> f.thenComposeAsync(v -> failing(), e));
    all.put(
        "compose a failure",
        (f, e) -> f.thenComposeAsync(v -> failedFuture(new IllegalArgumentException("in")), e));
    all.put(
        "composeExceptionally",
        (f, e) -> f.exceptionallyComposeAsync(t -> completedFuture("c" + t), e));
    all.put("combine", (f, e) -> f.thenCombineAsync(completedFuture("2nd"), (a, b) -> a + b, e));
    all.put(
        "combine, the other way",
        (f, e) -> completedFuture("1st").thenCombineAsync(f, (a, b) -> a + b, e));
    all.put("acceptBoth", (f, e) -> f.thenAcceptBothAsync(completedFuture(1), (a, b) -> {}, e));
    all.put("runAfterBoth", (f, e) -> f.runAfterBothAsync(completedFuture(1), () -> {}, e));
    all.put("applyToEither", (f, e) -> f.applyToEitherAsync(never, v -> v + "?", e));
    all.put("applyToEither, the other", (f, e) -> never.applyToEitherAsync(f, v -> v + "?", e));
    all.put("acceptEither", (f, e) -> f.acceptEitherAsync(never, v -> {}, e));
    all.put("runAfterEither", (f, e) -> f.runAfterEitherAsync(never, () -> {}, e));
    all.put("supply", (f, e) -> supplyAsync(() -> "s", e));
    all.put("supply that fails", (f, e) -> supplyAsync(StageTest::failing, e));
    String captured = "s";
    all.put(
        "supply by what can be serialised",
        (f, e) -> supplyAsync((Supplier<String> & Serializable) () -> captured + 1, e));
    all.put(
        "apply what can be serialised",
        (f, e) -> f.thenApplyAsync((Function<String, String> & Serializable) v -> v + captured, e));
    all.put("run async", (f, e) -> runAsync(() -> {}, e));
    all.put("completeAsync", (f, e) -> new CompletableFuture<String>().completeAsync(() -> "c", e));
    return all;
  }

  private static List<Supplier<CompletableFuture<String>>> sources() {
    List<Supplier<CompletableFuture<String>>> sources = new ArrayList<>();
    sources.add(() -> completedFuture("v"));
    sources.add(() -> completedFuture(null));
    sources.add(() -> failedFuture(new IllegalArgumentException("source")));
    sources.add(() -> CompletableFuture.supplyAsync(() -> "late"));
    return sources;
  }

  private static String ending(CompletableFuture<?> future) {
    String[] seen = new String[1];
    CompletableFuture<?> watched = future.whenComplete((v, t) -> seen[0] = v + " " + describe(t));
    try {
      watched.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      return seen[0] + " get: " + describe(e);
    }
    return seen[0];
  }

  private static String describe(Throwable failure) {
    return failure == null
        ? "ok"
        : failure.getClass().getSimpleName() + "(" + describe(failure.getCause()) + ")";
  }

  @Test
  void shouldEndLikeThoseOfAPool() {
    var pool = Executors.newSingleThreadExecutor();
    try {
      stages()
          .forEach(
              (name, stage) -> {
                for (Supplier<CompletableFuture<String>> source : sources()) {
                  assertThat(ending(stage.apply(source.get(), executor)))
                      .as(name)
                      .isEqualTo(ending(stage.apply(source.get(), pool)));
                }
              });
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void shouldCancelTheTaskOfAFutureThatIsCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CompletableFuture<Void> future =
        runAsync(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            },
            executor);
    begun.await();

    future.cancel(true);

    interrupted.await();
    assertThat(engine.cancelled()).hasSize(1);
  }

  @Test
  void shouldFailAStageWhoseExecutorTakesNoMore() {
    var closed = ClusterExecutors.create();
    closed.shutdown();

    assertThatThrownBy(completedFuture(1).thenApplyAsync(v -> v, closed)::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("was shut down");
  }
}
