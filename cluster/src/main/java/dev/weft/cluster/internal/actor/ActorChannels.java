package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.spi.ActorAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The channels of this process: one for each caller and actor. */
final class ActorChannels {

  private static final int FINISHED_AT_A_TIME = 64;

  private final ObjectTable objects;
  private final Consumer<OutgoingCall> sender;
  private final Map<Key, ActorChannel> channels = new ConcurrentHashMap<>();
  private final Map<ActorAddress, Queue<Long>> finished = new ConcurrentHashMap<>();

  ActorChannels(ObjectTable objects, Consumer<OutgoingCall> sender) {
    this.objects = objects;
    this.sender = sender;
  }

  /** The channel of the calling thread's caller to an actor. */
  ActorChannel of(ActorAddress actor) {
    RunningCall caller = RunningCall.current();
    return channels.computeIfAbsent(new Key(actor, caller), this::open);
  }

  /** Channels to an actor that are over, some at a time, for its owner to forget. */
  List<Long> takeFinished(ActorAddress actor) {
    Queue<Long> ids = finished.get(actor);
    if (ids == null) {
      return List.of();
    }
    List<Long> taken = new ArrayList<>();
    for (Long id = ids.poll(); id != null; id = ids.poll()) {
      taken.add(id);
      if (taken.size() == FINISHED_AT_A_TIME) {
        break;
      }
    }
    return taken;
  }

  /** Forgets an actor that is dead. */
  void forget(ActorAddress actor) {
    channels.keySet().removeIf(key -> key.actor().equals(actor));
    finished.remove(actor);
  }

  private ActorChannel open(Key key) {
    ActorChannel channel = new ActorChannel(objects, sender, id -> close(key, id));
    RunningCall caller = key.caller();
    if (caller != null) {
      caller.onEnd(channel::callerEnded);
    }
    return channel;
  }

  private void close(Key key, long id) {
    if (channels.remove(key) != null) {
      finished.computeIfAbsent(key.actor(), actor -> new ConcurrentLinkedQueue<>()).add(id);
    }
  }

  /**
   * One caller and one actor.
   *
   * @param caller the run that calls, by identity; null is this process outside of any
   */
  private record Key(ActorAddress actor, @Nullable RunningCall caller) {
    Key {
      Objects.requireNonNull(actor, "actor");
    }
  }
}
