package dev.weft.cluster.internal.actor;

import dev.weft.Durability;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.ActorAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What hardly changes of an actor: who it is, what holds for it, and how it died.
 *
 * @param death why it is dead; null if it is not
 * @param restarts how often it has begun anew
 * @param restart the last request by which it did; null if there was none
 * @param creation what it takes to begin anew; null if it never may
 */
record ActorHead(
    ActorAddress address,
    JobId job,
    ActorTerms terms,
    @Nullable String death,
    int restarts,
    @Nullable UUID restart,
    ActorRequest.@Nullable Create creation) {

  private static final int VERSION = 2;
  private static final UUID NEVER = new UUID(0, 0);

  /** An actor in its first life. */
  static ActorHead of(ActorRequest.Create creation) {
    boolean mayRestart = creation.terms().traits().mayRestart(0);
    return new ActorHead(
        creation.address(),
        creation.job(),
        creation.terms(),
        null,
        0,
        null,
        mayRestart ? creation : null);
  }

  /** The same actor, dead. */
  ActorHead died(String reason) {
    return new ActorHead(address, job, terms, reason, restarts, restart, null);
  }

  /** Its next life. */
  ActorHead restarted(UUID request) {
    return new ActorHead(address, job, terms, null, restarts + 1, request, creation);
  }

  /** Its next life, since the last one is lost. */
  ActorHead lost() {
    return new ActorHead(address, job, terms, null, restarts + 1, restart, creation);
  }

  /** Whether its state is to outlive its member. */
  boolean isDurable() {
    return terms.traits().durability() != Durability.NONE;
  }

  /** Whether it may begin anew. */
  boolean mayRestart() {
    return creation != null && terms.traits().mayRestart(restarts);
  }

  byte[] toBytes() {
    MessageWriter out =
        new MessageWriter()
            .putByte(VERSION)
            .putUuid(address.id())
            .putUuid(address.incarnation())
            .putString(address.type())
            .putUuid(job.uuid())
            .putOptional(death)
            .putVarInt(restarts)
            .putUuid(restart == null ? NEVER : restart)
            .putBytes(creation == null ? new byte[0] : creation.toBytes());
    terms.write(out);
    return out.toBytes();
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
    JobId job = new JobId(in.getUuid());
    String death = in.getOptional();
    int restarts = in.getVarInt();
    UUID restart = in.getUuid();
    byte[] creation = in.getBytes();
    return new ActorHead(
        address,
        job,
        ActorTerms.read(in),
        death,
        restarts,
        restart.equals(NEVER) ? null : restart,
        creation.length == 0 ? null : (ActorRequest.Create) ActorRequest.read(creation));
  }
}
