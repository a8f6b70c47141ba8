package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs of reentrant actors that a call comes from, each by the one before it, up to {@value
 * #LONGEST} of them, the nearest last. It goes along with the call, so that such an actor knows a
 * call that it waits for itself.
 */
record CallChain(List<Link> links) {

  static final CallChain NONE = new CallChain(List.of());

  private static final int LONGEST = 32;
  private static final ThreadLocal<@Nullable CallChain> CURRENT = new ThreadLocal<>();

  CallChain {
    links = List.copyOf(links);
  }

  /** Of the calls that this thread makes. */
  static CallChain current() {
    CallChain current = CURRENT.get();
    return current == null ? NONE : current;
  }

  /** Runs a body whose calls have this chain. */
  <T> T around(Supplier<T> body) {
    if (isEmpty()) {
      return body.get();
    }
    CURRENT.set(this);
    try {
      return body.get();
    } finally {
      CURRENT.remove();
    }
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  /** This chain, and then another run. */
  CallChain with(UUID actor, long run) {
    List<Link> longer = new ArrayList<>(links);
    longer.add(new Link(actor, run));
    int first = Math.max(0, longer.size() - LONGEST);
    return new CallChain(longer.subList(first, longer.size()));
  }

  /** Whether a run is part of it. */
  boolean comesFrom(UUID actor, long run) {
    return links.contains(new Link(actor, run));
  }

  void write(MessageWriter out) {
    out.putVarInt(links.size());
    links.forEach(link -> out.putUuid(link.actor).putLong(link.run));
  }

  static CallChain read(MessageReader in) {
    List<Link> links = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      links.add(new Link(in.getUuid(), in.getLong()));
    }
    return new CallChain(links);
  }

  /**
   * A run of an actor's code.
   *
   * @param run see {@link Run#id}
   */
  record Link(UUID actor, long run) {}
}
