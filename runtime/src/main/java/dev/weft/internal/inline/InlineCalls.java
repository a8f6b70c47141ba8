package dev.weft.internal.inline;

import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteMethod;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one call and keeps how it ended. */
final class InlineCalls {

  private InlineCalls() {}

  /** Resolves the inputs and runs the method; a failed input fails the call without running it. */
  static ObjectRef<@Nullable Object> run(
      RemoteMethod method, @Nullable Object[] args, int[] inputs) {
    PromiseRef<@Nullable Object> ref = new PromiseRef<>();
    ref.complete(outcome(args, inputs, () -> method.invoke(args)));
    return ref;
  }

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  static Outcome outcome(@Nullable Object[] args, int[] inputs, Body body) {
    try {
      for (int i : inputs) {
        args[i] = ((ObjectRef<?>) Objects.requireNonNull(args[i])).get();
      }
      return Outcome.of(body.run());
    } catch (Throwable e) {
      return Outcome.failed(e);
    }
  }

  /** What runs once the inputs are there. */
  @FunctionalInterface
  interface Body {
    @Nullable Object run() throws Throwable;
  }
}
