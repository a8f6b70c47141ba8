package dev.weft.store.internal.codec;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs something again on a thread with a very large stack, for values that are nested too deeply
 * for an ordinary one. The memory is reserved, but taken only as far as the nesting goes.
 */
final class DeepStack extends Thread {

  private static final long STACK_BYTES = 512L << 20;

  private DeepStack(Runnable body) {
    super(null, body, "weft-deep-value", STACK_BYTES);
    setDaemon(true);
    setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  /** Whether this is such a thread already. */
  static boolean isCurrent() {
    return Thread.currentThread() instanceof DeepStack;
  }

  /**
   * Runs it and waits; what it throws comes out as it is.
   *
   * @throws StackOverflowError if no such thread can be made, or even its stack is too small
   */
  static <T extends @Nullable Object> T call(Supplier<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      new DeepStack(() -> complete(result, body)).start();
    } catch (OutOfMemoryError e) {
      throw new StackOverflowError("No thread with a larger stack can be started: " + e);
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static <T extends @Nullable Object> void complete(
      CompletableFuture<T> result, Supplier<T> body) {
    try {
      result.complete(body.get());
    } catch (Throwable e) { // rethrown by the one who waits
      result.completeExceptionally(e);
    }
  }
}
