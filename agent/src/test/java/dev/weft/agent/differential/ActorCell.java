package dev.weft.agent.differential;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An actor of a {@link TestEngine}: the live instance, which runs one call at a time. */
final class ActorCell {

  private @Nullable Object instance;

  void instance(@Nullable Object live) {
    instance = Objects.requireNonNull(live);
  }

  /** The arguments of a method of the instance, with it as the first. */
  @Nullable Object[] receiverAnd(@Nullable Object[] args) {
    @Nullable Object[] all = new @Nullable Object[args.length + 1];
    all[0] = Objects.requireNonNull(instance, "the actor was not created");
    System.arraycopy(args, 0, all, 1, args.length);
    return all;
  }
}
