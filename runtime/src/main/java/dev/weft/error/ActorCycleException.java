package dev.weft.error;

import java.util.List;

/**
 * Actors would wait for each other, in a circle, for ever. The message has the chain. The call that
 * closed the circle was not run; do not wait for one of the calls.
 */
public final class ActorCycleException extends WeftException {

  private static final long serialVersionUID = 1L;

  public ActorCycleException(String message) {
    super(message);
  }

  /**
   * A cycle of calls, each made by the actor before it.
   *
   * @param chain as in {@code Account.pay on Account@1f}, from the call of the actor that would be
   *     called again to that second call
   */
  public static ActorCycleException of(List<String> chain) {
    return new ActorCycleException(
        "Actors wait for each other, and none could go on: "
            + String.join(" -> ", chain)
            + ". Make one of these calls by Weft.remote(…), and do not wait for it there.");
  }
}
