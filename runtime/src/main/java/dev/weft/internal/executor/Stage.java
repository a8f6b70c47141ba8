package dev.weft.internal.executor;

import dev.weft.bridge.RemoteMethod;
import dev.weft.internal.executor.Work.Kind;
import dev.weft.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code CompletableFuture} wants run asynchronously: a function, the futures that it takes
 * its arguments from, and the one that it completes. The function and its arguments are sent; the
 * future stays here and is completed here.
 *
 * @param shape what becomes of arguments and value
 * @param target the future to complete
 * @param sources the futures on which it depends, done by now as far as it needs them
 * @param function what to run
 */
record Stage(
    Shape shape,
    CompletableFuture<@Nullable Object> target,
    List<CompletableFuture<?>> sources,
    Object function) {

  /** Where the arguments of a function come from. */
  private enum Takes {
    NOTHING,
    VALUE,
    FAILURE,
    VALUE_AND_FAILURE,
    TWO_VALUES,
    EITHER_VALUE
  }

  /** How a stage ends. */
  private enum Gives {
    VALUE,
    STAGE,
    /** As the stage before it, unless the function throws. */
    SOURCE
  }

  private record Shape(Kind kind, Takes takes, Gives gives) {}

  /** By the name of the JDK's class for it. */
  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          Map.entry("AsyncSupply", new Shape(Kind.SUPPLIER, Takes.NOTHING, Gives.VALUE)),
          Map.entry("AsyncRun", new Shape(Kind.RUNNABLE, Takes.NOTHING, Gives.VALUE)),
          Map.entry("UniApply", new Shape(Kind.FUNCTION, Takes.VALUE, Gives.VALUE)),
          Map.entry("UniAccept", new Shape(Kind.CONSUMER, Takes.VALUE, Gives.VALUE)),
          Map.entry("UniRun", new Shape(Kind.RUNNABLE, Takes.NOTHING, Gives.VALUE)),
          Map.entry("UniHandle", new Shape(Kind.BI_FUNCTION, Takes.VALUE_AND_FAILURE, Gives.VALUE)),
          Map.entry(
              "UniWhenComplete",
              new Shape(Kind.BI_CONSUMER, Takes.VALUE_AND_FAILURE, Gives.SOURCE)),
          Map.entry("UniExceptionally", new Shape(Kind.FUNCTION, Takes.FAILURE, Gives.VALUE)),
          Map.entry("UniCompose", new Shape(Kind.FUNCTION, Takes.VALUE, Gives.STAGE)),
          Map.entry(
              "UniComposeExceptionally", new Shape(Kind.FUNCTION, Takes.FAILURE, Gives.STAGE)),
          Map.entry("BiApply", new Shape(Kind.BI_FUNCTION, Takes.TWO_VALUES, Gives.VALUE)),
          Map.entry("BiAccept", new Shape(Kind.BI_CONSUMER, Takes.TWO_VALUES, Gives.VALUE)),
          Map.entry("BiRun", new Shape(Kind.RUNNABLE, Takes.NOTHING, Gives.VALUE)),
          Map.entry("OrApply", new Shape(Kind.FUNCTION, Takes.EITHER_VALUE, Gives.VALUE)),
          Map.entry("OrAccept", new Shape(Kind.CONSUMER, Takes.EITHER_VALUE, Gives.VALUE)),
          Map.entry("OrRun", new Shape(Kind.RUNNABLE, Takes.EITHER_VALUE, Gives.VALUE)));

  /**
   * Looks into the JDK's task.
   *
   * @throws RejectedExecutionException if this JDK has it otherwise
   */
  @SuppressWarnings("unchecked") // the future of whatever type the function gives
  static Stage of(Runnable task) {
    Shape shape = SHAPES.get(task.getClass().getSimpleName());
    List<CompletableFuture<?>> futures = new ArrayList<>();
    Object function = null;
    for (Object part : HiddenParts.of(task)) {
      if (part instanceof CompletableFuture<?> future) {
        futures.add(future);
      } else if (!(part instanceof ForkJoinTask)) {
        function = part;
      }
    }
    if (shape == null || futures.isEmpty() || !shape.kind.type().isInstance(function)) {
      throw new RejectedExecutionException(
          "This Java's "
              + task.getClass().getName()
              + " cannot be looked into, so its function cannot be sent. Write"
              + " thenCompose(value -> CompletableFuture.supplyAsync(() -> f(value),"
              + " Weft.executor())) in its place.");
    }
    return new Stage(
        shape,
        (CompletableFuture<@Nullable Object>) futures.get(0), // dep, src, snd
        List.copyOf(futures.subList(1, futures.size())),
        Objects.requireNonNull(function));
  }

  /** Sends the function; who completes the future before it has ended cancels it. */
  void start(ClusterExecutor executor) {
    if (passesOn()) {
      return;
    }
    RemoteMethod method = shape.gives == Gives.STAGE ? Work.COMPOSE : Work.RUN;
    @Nullable Object[] arguments = arguments();
    ClusterTask<@Nullable Object> task =
        ClusterTask.of(executor, method, function, shape.kind, arguments[0], arguments[1]);
    task.start();
    task.onEnd(() -> complete(task.outcome()));
    var unused = target.whenComplete((value, failure) -> task.cancel(true));
  }

  /**
   * Whether the function is of no concern to how the sources ended: then the target ends so too.
   */
  private boolean passesOn() {
    if (shape.takes == Takes.VALUE_AND_FAILURE || sources.isEmpty()) {
      return false;
    }
    boolean isOneEnough = shape.takes == Takes.EITHER_VALUE || sources.size() == 1;
    Throwable failure = failure(isOneEnough ? source() : source(0));
    if (failure == null && !isOneEnough) {
      failure = failure(source(1));
    }
    if (shape.takes == Takes.FAILURE) {
      return failure == null && target.complete(source().getNow(null));
    }
    return failure != null && target.completeExceptionally(inStage(failure));
  }

  private @Nullable Object[] arguments() {
    if (shape.kind == Kind.RUNNABLE) {
      return new @Nullable Object[2];
    }
    return switch (shape.takes) {
      case NOTHING -> new @Nullable Object[2];
      case VALUE, EITHER_VALUE -> new @Nullable Object[] {source().getNow(null), null};
      case FAILURE -> new @Nullable Object[] {failure(source()), null};
      case VALUE_AND_FAILURE -> {
        Throwable failure = failure(source());
        yield new @Nullable Object[] {failure == null ? source().getNow(null) : null, failure};
      }
      case TWO_VALUES -> new @Nullable Object[] {source(0).getNow(null), source(1).getNow(null)};
    };
  }

  /** The source that is done, of one or of two. */
  private CompletableFuture<?> source() {
    CompletableFuture<?> first = source(0);
    return first.isDone() || sources.size() == 1 ? first : source(1);
  }

  private CompletableFuture<?> source(int index) {
    return sources.get(index);
  }

  /** What a future failed with, as its stages see it. */
  private static @Nullable Throwable failure(CompletableFuture<?> source) {
    Throwable[] failure = new Throwable[1];
    var unused = source.whenComplete((value, thrown) -> failure[0] = thrown); // it is done: at once
    return failure[0];
  }

  @SuppressWarnings("CatchingUnchecked") // what the function threw is the stage's failure
  private void complete(Outcome outcome) {
    Object value;
    try {
      value = outcome.valueOrThrow();
    } catch (Throwable e) {
      Throwable before = shape.gives == Gives.SOURCE ? failure(source()) : null;
      target.completeExceptionally(inStage(before == null ? e : before));
      return;
    }
    if (shape.gives != Gives.SOURCE) {
      target.complete(value);
      return;
    }
    Throwable before = failure(source());
    if (before == null) {
      target.complete(source().getNow(null));
    } else {
      target.completeExceptionally(inStage(before));
    }
  }

  private static CompletionException inStage(Throwable failure) {
    return failure instanceof CompletionException known
        ? known
        : new CompletionException(Objects.requireNonNull(failure));
  }
}
