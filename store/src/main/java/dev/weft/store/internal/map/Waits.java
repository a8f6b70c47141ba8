package dev.weft.store.internal.map;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.error.WeftException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for the grid, and says in Weft's terms what went wrong there. */
final class Waits {

  private Waits() {}

  /** The result of a stage. */
  static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("Interrupted while waiting for the grid.", e);
    } catch (ExecutionException e) {
      throw translated(e);
    }
  }

  /** The result of a call of the grid. */
  static <T extends @Nullable Object> T translate(Supplier<T> call) {
    try {
      return call.get();
    } catch (HazelcastException | IllegalStateException e) {
      throw translated(e);
    }
  }

  static RuntimeException translated(Throwable failure) {
    Throwable root = rootOf(failure);
    if (root instanceof WeftException known) {
      return known;
    }
    if (root instanceof Error error) {
      throw error;
    }
    String what =
        root instanceof HazelcastInstanceNotActiveException
            ? "This node has left the cluster, so its objects cannot be reached."
            : "The grid could not reach an object: " + root;
    return new ClusterUnavailableException(what, root);
  }

  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while ((root instanceof CompletionException || root instanceof ExecutionException)
        && root.getCause() != null) {
      root = Objects.requireNonNull(root.getCause());
    }
    return root;
  }
}
