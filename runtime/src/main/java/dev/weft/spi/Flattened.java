package dev.weft.spi;

import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteMethod;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends whose method returns a ref or a future: as that ends, with its value or failure.
 * So the caller has one ref of the value, not a ref of a ref.
 */
public final class Flattened {

  private Flattened() {}

  /**
   * Tells how a call ends: now if that is known, else on the thread that completes what the method
   * returned.
   *
   * @param value what {@link RemoteMethod#invokeBody} returned
   * @param then must neither block nor throw
   */
  public static void whenKnown(
      RemoteMethod method, @Nullable Object value, Consumer<Outcome> then) {
    if (!method.returnsFuture()) {
      then.accept(Outcome.of(value));
    } else if (value instanceof PromiseRef<?> ref) {
      ref.onDone(() -> then.accept(Objects.requireNonNull(ref.outcome())));
    } else if (value instanceof ObjectRef<?> ref) {
      follow(ref.toCompletableFuture(), then);
    } else if (value instanceof CompletionStage<?> stage) {
      follow(stage, then);
    } else {
      then.accept(
          Outcome.failed(
              new NullPointerException(method + " returned null in place of a future.")));
    }
  }

  /**
   * Tells how a future of the JDK ends, on the thread that completes it.
   *
   * @param then must neither block nor throw
   */
  public static void follow(CompletionStage<?> stage, Consumer<Outcome> then) {
    var unused =
        stage.whenComplete(
            (value, failure) ->
                then.accept(failure == null ? Outcome.of(value) : Outcome.failed(cause(failure))));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
