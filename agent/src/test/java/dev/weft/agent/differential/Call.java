package dev.weft.agent.differential;

import dev.weft.ObjectRef;
import dev.weft.bridge.ConvertedRef;
import dev.weft.bridge.RemoteMethod;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call that a {@link TestEngine} took, and the ref of its value. */
final class Call extends PromiseRef<@Nullable Object> {

  private final TestEngine engine;
  private final RemoteMethod method;
  private final @Nullable Object[] args;
  private final int[] inputs;

  /** What it fails with instead of running. */
  private final @Nullable Throwable planned;

  /** Where it queues; null for a task. */
  final @Nullable ActorCell cell;

  /** The call in whose body it was made; null outside of all. */
  final @Nullable Object caller;

  /**
   * @param inputs positions in {@code args} that hold a ref whose value is the argument
   */
  Call(
      TestEngine engine,
      RemoteMethod method,
      @Nullable Object[] args,
      int[] inputs,
      @Nullable Throwable planned,
      @Nullable ActorCell cell) {
    this.engine = engine;
    this.method = method;
    this.args = Copies.ofArguments(args);
    this.inputs = inputs;
    this.planned = planned;
    this.cell = cell;
    this.caller = Inside.call();
  }

  /** The refs of the calls that it needs, in order. */
  ObjectRef<?>[] inputs() {
    return Arrays.stream(inputs)
        .mapToObj(i -> ConvertedRef.origin((ObjectRef<?>) Objects.requireNonNull(args[i])))
        .toArray(ObjectRef<?>[]::new);
  }

  /** Runs it here; its inputs are there, or are waited for. */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  void run() {
    Outcome result;
    Object before = Inside.enter(this);
    try {
      @Nullable Object[] values = args.clone();
      for (int i : inputs) {
        values[i] = ((ObjectRef<?>) Objects.requireNonNull(args[i])).get();
      }
      if (planned != null) {
        throw planned;
      }
      result = Outcome.of(method.invoke(cell == null ? values : cell.receiverAnd(values)));
    } catch (Throwable e) {
      result = Outcome.failed(e);
    } finally {
      Inside.enter(before);
    }
    finish(result);
  }

  /** Ends it, if it has not ended. */
  boolean finish(Outcome result) {
    if (isDone()) {
      return false;
    }
    engine.ended(this);
    return complete(result);
  }

  @Override
  protected void demand() {
    engine.awaited(this);
  }

  @Override
  protected String describe() {
    return "the value of " + this;
  }

  @Override
  public String toString() {
    return method.displayName();
  }
}
