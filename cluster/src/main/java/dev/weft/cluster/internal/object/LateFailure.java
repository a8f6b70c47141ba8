package dev.weft.cluster.internal.object;

import dev.weft.spi.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A failure that is made once, by the first thread that looks: decoding it may run user code. */
final class LateFailure implements Outcome {

  private final Supplier<? extends Throwable> maker;
  private final @Nullable StackTraceElement site;
  private @Nullable Outcome made; // guarded by this

  /**
   * @param site where the call was made, or null if that is unknown
   */
  LateFailure(Supplier<? extends Throwable> maker, @Nullable StackTraceElement site) {
    this.maker = maker;
    this.site = site;
  }

  @Override
  public @Nullable Object value() {
    return null;
  }

  @Override
  public @Nullable Throwable failure() {
    return made().failure();
  }

  @Override
  public @Nullable Object valueOrThrow() {
    return made().valueOrThrow();
  }

  private synchronized Outcome made() {
    if (made == null) {
      made = Outcome.failed(maker.get()).calledAt(site);
    }
    return made;
  }
}
