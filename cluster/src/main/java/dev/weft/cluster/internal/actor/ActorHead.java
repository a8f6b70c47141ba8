package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.ActorAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What hardly changes of an actor: who it is, and how it died.
 *
 * @param death why it is dead; null if it is not
 */
record ActorHead(ActorAddress address, JobId job, @Nullable String death) {

  private static final int VERSION = 1;

  byte[] toBytes() {
    return new MessageWriter()
        .putByte(VERSION)
        .putUuid(address.id())
        .putUuid(address.incarnation())
        .putString(address.type())
        .putUuid(job.uuid())
        .putOptional(death)
        .toBytes();
  }

  static ActorHead read(byte[] bytes) {
    MessageReader in = new MessageReader(bytes);
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("Actors of wire version " + version + " are unknown.");
    }
    UUID id = in.getUuid();
    UUID incarnation = in.getUuid();
    ActorAddress address = new ActorAddress(id, incarnation, in.getString());
    return new ActorHead(address, new JobId(in.getUuid()), in.getOptional());
  }
}
