package dev.weft.cluster.internal.actor;

import dev.weft.NamedActor;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What one member knows of the named actors of a namespace.
 *
 * @param inUse the partitions that have an owner, as far as it knows
 * @param owned those that it owns itself
 * @param actors the named actors in these
 */
record ActorListing(BitSet inUse, BitSet owned, List<NamedActor> actors) {

  byte[] toBytes(String namespace) {
    MessageWriter out =
        new MessageWriter()
            .putString(namespace)
            .putBytes(inUse.toByteArray())
            .putBytes(owned.toByteArray())
            .putVarInt(actors.size());
    actors.forEach(actor -> out.putString(actor.name()).putString(actor.type()));
    return out.toBytes();
  }

  static ActorListing read(byte[] bytes) {
    MessageReader in = new MessageReader(bytes);
    String namespace = in.getString();
    BitSet inUse = BitSet.valueOf(in.getBytes());
    BitSet owned = BitSet.valueOf(in.getBytes());
    List<NamedActor> actors = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      actors.add(new NamedActor(in.getString(), namespace, in.getString()));
    }
    return new ActorListing(inUse, owned, actors);
  }
}
