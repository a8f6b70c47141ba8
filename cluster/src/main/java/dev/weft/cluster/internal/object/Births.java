package dev.weft.cluster.internal.object;

import dev.weft.spi.ActorAddress;
import dev.weft.spi.PromiseRef;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Actors that this node has asked for and whose owner may not know of them yet. Nothing that names
 * one may leave before: calls to it, and calls with its handle among their arguments, wait for its
 * birth.
 */
public final class Births {

  private final Map<ActorAddress, PromiseRef<?>> pending = new ConcurrentHashMap<>();

  /**
   * Takes a birth.
   *
   * @param born completes when the actor is born, or never will be
   */
  public void add(ActorAddress actor, PromiseRef<?> born) {
    pending.put(actor, born);
    born.onDone(() -> pending.remove(actor));
  }

  /** The birth that has to be waited for, if there is one. */
  public @Nullable PromiseRef<?> find(ActorAddress actor) {
    return pending.isEmpty() ? null : pending.get(actor);
  }

  /** The owner, which is this node, knows of the actor: what is sent from now on finds it. */
  public void arrived(ActorAddress actor) {
    pending.remove(actor);
  }
}
