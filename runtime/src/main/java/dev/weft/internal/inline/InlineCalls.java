package dev.weft.internal.inline;

import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteMethod;
import dev.weft.spi.Flattened;
import dev.weft.spi.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one call and keeps how it ended. */
final class InlineCalls {

  private InlineCalls() {}

  /** Resolves the inputs and runs the method; a failed input fails the call without running it. */
  static ObjectRef<@Nullable Object> run(
      RemoteMethod method, @Nullable Object[] args, int[] inputs) {
    return run(method, args, inputs, () -> method.invokeBody(args));
  }

  /**
   * The same for a method that is run in a way of its own.
   *
   * @param body runs once the inputs are in the arguments
   */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  static ObjectRef<@Nullable Object> run(
      RemoteMethod method, @Nullable Object[] args, int[] inputs, Body body) {
    InlineRef<@Nullable Object> ref = new InlineRef<>();
    try {
      for (int i : inputs) {
        args[i] = ((ObjectRef<?>) Objects.requireNonNull(args[i])).get();
      }
      Flattened.whenKnown(method, body.run(), ref::complete);
    } catch (Throwable e) {
      ref.complete(Outcome.failed(e));
    }
    return ref;
  }

  /** What runs a method. */
  @FunctionalInterface
  interface Body {
    @Nullable Object run() throws Throwable;
  }
}
