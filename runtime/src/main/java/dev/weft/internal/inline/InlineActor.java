package dev.weft.internal.inline;

import dev.weft.ActorContext;
import dev.weft.bridge.Actor;
import dev.weft.bridge.Construction;
import dev.weft.bridge.LiveActor;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RunningActor;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorTraits;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One life of an actor: the instance, and how many threads may be in it at a time. A thread that is
 * in it already may come in again, as in plain Java.
 */
final class InlineActor {

  private static final String DEFAULT_GROUP = "";

  private final ActorCreation creation;
  private final ActorTraits traits;
  private final LiveActor live;
  private final Actor instance;
  private final Map<String, Semaphore> lanes = new HashMap<>(); // filled by the constructor only
  private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

  private InlineActor(ActorCreation creation, LiveActor live, Actor instance) {
    this.creation = creation;
    this.traits = creation.traits();
    this.live = live;
    this.instance = instance;
    if (!traits.isSequential()) {
      lanes.put(DEFAULT_GROUP, new Semaphore(traits.concurrency(), true));
      traits.groups().forEach((group, limit) -> lanes.put(group, new Semaphore(limit, true)));
    }
  }

  /** Runs the constructor; throws what it throws. */
  static InlineActor create(ActorCreation creation, ActorAddress address, String namespace)
      throws Throwable {
    Optional<String> name = Optional.ofNullable(creation.options().name());
    return build(creation, new ActorContext(address, name, namespace, 0, false));
  }

  private static InlineActor build(ActorCreation creation, ActorContext context) throws Throwable {
    LiveActor live = new LiveActor(context);
    Actor built = Construction.run(live, creation.constructor(), creation.args());
    return new InlineActor(creation, live, built);
  }

  /** Whether it may begin anew. */
  boolean mayRestart() {
    return traits.mayRestart(live.context().restarts());
  }

  /** Its next life; throws what the constructor throws. */
  InlineActor restart() throws Throwable {
    ActorContext old = live.context();
    return build(
        creation,
        new ActorContext(old.address(), old.name(), old.namespace(), old.restarts() + 1, false));
  }

  Actor instance() {
    return instance;
  }

  /** Whether one of its methods has asked to end it. */
  boolean isExiting() {
    return live.isExiting();
  }

  /**
   * Runs a method once there is room for this thread.
   *
   * @param args the live instance, then the arguments
   */
  @Nullable Object run(RemoteMethod method, @Nullable Object[] args) throws Throwable {
    if (lanes.isEmpty()) {
      synchronized (instance) {
        return RunningActor.invoke(live, method, args);
      }
    }
    if (!inside.add(Thread.currentThread())) {
      return RunningActor.invoke(live, method, args);
    }
    Semaphore lane = lane(method.concurrencyGroup());
    try {
      lane.acquire();
      try {
        return RunningActor.invoke(live, method, args);
      } finally {
        lane.release();
      }
    } finally {
      inside.remove(Thread.currentThread());
    }
  }

  private Semaphore lane(@Nullable String group) {
    Semaphore own = group == null ? null : lanes.get(group);
    return own != null ? own : Objects.requireNonNull(lanes.get(DEFAULT_GROUP));
  }
}
