package dev.weft.cluster.internal.actor;

import dev.weft.Durability;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.ActorTraits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds for an actor from its creation on.
 *
 * @param name null for none
 * @param namespace where its name is unique
 * @param traits how it is kept and called
 */
record ActorTerms(@Nullable String name, String namespace, ActorTraits traits) {

  private static final int REENTRANT = 1;
  private static final int KEYED = 2;

  void write(MessageWriter out) {
    out.putOptional(name).putString(namespace);
    out.putByte(traits.durability().ordinal());
    out.putVarInt(traits.maxRestarts() + 1).putVarInt(traits.concurrency());
    out.putVarInt(traits.groups().size());
    traits.groups().forEach((group, limit) -> out.putString(group).putVarInt(limit));
    out.putByte((traits.isReentrant() ? REENTRANT : 0) | (traits.isKeyed() ? KEYED : 0));
    out.putVarInt(traits.maxPendingCalls()).putLong(traits.sleepAfter().toMillis());
  }

  static ActorTerms read(MessageReader in) {
    String name = in.getOptional();
    String namespace = in.getString();
    int durability = in.getByte();
    if (durability < 0 || durability >= Durability.values().length) {
      throw new IllegalArgumentException("Unknown durability " + durability + ".");
    }
    int maxRestarts = in.getVarInt() - 1;
    int concurrency = in.getVarInt();
    Map<String, Integer> groups = new TreeMap<>();
    for (int left = in.getCount(); left > 0; left--) {
      String group = in.getString();
      groups.put(group, in.getVarInt());
    }
    int flags = in.getByte();
    int maxPendingCalls = in.getVarInt();
    return new ActorTerms(
        name,
        namespace,
        new ActorTraits(
            Durability.values()[durability],
            maxRestarts,
            concurrency,
            groups,
            (flags & REENTRANT) != 0,
            maxPendingCalls,
            (flags & KEYED) != 0,
            Duration.ofMillis(in.getLong())));
  }
}
