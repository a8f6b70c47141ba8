package dev.weft.it.faults.check;

import dev.weft.it.faults.history.Call;
import org.jspecify.annotations.Nullable;

/**
 * What an actor does when it is alone in the world.
 *
 * @param <S> its state, immutable, with a meaningful equality
 */
interface Model<S> {

  /** The state of a new actor. */
  S initial();

  /** The state after a call, or null if the call cannot take place in this state. */
  @Nullable S after(S state, Call call);

  /** The reply to a call. */
  long reply(S state, Call call);
}
