package dev.weft.spi;

import dev.weft.Durability;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the creator of one actor says of it; null where it says nothing.
 *
 * @param namespace where its name is unique
 * @param isDetached whether it outlives the job that creates it
 * @param durability see {@link ActorTraits}, as for the rest
 */
public record ActorOptions(
    @Nullable String namespace,
    boolean isDetached,
    @Nullable Durability durability,
    @Nullable Integer maxRestarts,
    @Nullable Integer concurrency,
    @Nullable Integer maxPendingCalls) {

  /** Says nothing; compared by identity. */
  public static final ActorOptions NONE = new ActorOptions(null, false, null, null, null, null);

  /** Whether it is {@link #NONE} itself. */
  @SuppressWarnings("ReferenceEquality")
  public boolean isNone() {
    return this == NONE;
  }

  /** With a namespace. */
  public ActorOptions withNamespace(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A namespace must not be blank.");
    }
    return new ActorOptions(
        name, isDetached, durability, maxRestarts, concurrency, maxPendingCalls);
  }

  /** Outliving its job. */
  public ActorOptions detached() {
    return new ActorOptions(namespace, true, durability, maxRestarts, concurrency, maxPendingCalls);
  }

  /** With a durability. */
  public ActorOptions withDurability(Durability wanted) {
    return new ActorOptions(
        namespace,
        isDetached,
        Objects.requireNonNull(wanted, "durability"),
        maxRestarts,
        concurrency,
        maxPendingCalls);
  }

  /** With a number of restarts. */
  public ActorOptions withMaxRestarts(int count) {
    return new ActorOptions(
        namespace,
        isDetached,
        durability,
        ActorTraits.atLeast("maxRestarts", ActorTraits.ANY_NUMBER, count),
        concurrency,
        maxPendingCalls);
  }

  /** With a number of calls at a time. */
  public ActorOptions withConcurrency(int calls) {
    return new ActorOptions(
        namespace,
        isDetached,
        durability,
        maxRestarts,
        ActorTraits.atLeast("concurrency", 1, calls),
        maxPendingCalls);
  }

  /** With a number of calls that may wait. */
  public ActorOptions withMaxPendingCalls(int calls) {
    return new ActorOptions(
        namespace,
        isDetached,
        durability,
        maxRestarts,
        concurrency,
        ActorTraits.atLeast("maxPendingCalls", 0, calls));
  }

  /** What the class says, but for what is said here. */
  public ActorTraits over(ActorTraits annotated) {
    return isNone()
        ? annotated
        : new ActorTraits(
            Objects.requireNonNullElse(durability, annotated.durability()),
            Objects.requireNonNullElse(maxRestarts, annotated.maxRestarts()),
            Objects.requireNonNullElse(concurrency, annotated.concurrency()),
            annotated.groups(),
            annotated.isReentrant(),
            Objects.requireNonNullElse(maxPendingCalls, annotated.maxPendingCalls()),
            annotated.isKeyed(),
            annotated.sleepAfter());
  }
}
