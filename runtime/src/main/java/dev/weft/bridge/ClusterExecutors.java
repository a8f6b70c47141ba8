package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.internal.executor.ClusterExecutor;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/** Called by woven code in place of {@code Weft.executor()} and {@code options().executor()}. */
public final class ClusterExecutors {

  private ClusterExecutors() {}

  /** A new executor over the cluster. */
  public static ExecutorService create() {
    return create(CallOptions.defaults());
  }

  /** A new executor over the cluster whose tasks have these options. */
  public static ExecutorService create(CallOptions options) {
    return new ClusterExecutor(Objects.requireNonNull(options, "options"));
  }
}
