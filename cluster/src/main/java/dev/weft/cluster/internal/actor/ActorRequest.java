package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.ActorAddress;
import dev.weft.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the owner of an actor's partition. Wire form: version, kind, the actor's id,
 * then the fields in order.
 */
sealed interface ActorRequest {

  int VERSION = 5;

  /** The actor's id. */
  UUID actor();

  /** The fields after the id. */
  void writeFields(MessageWriter out);

  /** Which request it is, on the wire. */
  Kind kind();

  /** The kinds of requests; the order is part of the wire form. */
  enum Kind {
    CREATE,
    CALL,
    FIND,
    KILL,
    TRACE,
    NAMES
  }

  /** About how many bytes it takes in a message. */
  default int size() {
    return 256;
  }

  default byte[] toBytes() {
    MessageWriter out =
        new MessageWriter().putByte(VERSION).putByte(kind().ordinal()).putUuid(actor());
    writeFields(out);
    return out.toBytes();
  }

  /** The same, when somebody has had it before who may have done what it asks for. */
  default ActorRequest again() {
    return this;
  }

  static ActorRequest read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int version = in.getByte();
    int kind = in.getByte();
    if (version != VERSION || kind < 0 || kind >= Kind.values().length) {
      throw new IllegalArgumentException(
          "Requests to actors of wire version " + version + ", kind " + kind + " are unknown.");
    }
    UUID actor = in.getUuid();
    return switch (Kind.values()[kind]) {
      case CREATE ->
          new Create(
              actor,
              in.getUuid(),
              new JobId(in.getUuid()),
              ActorTerms.read(in),
              MethodKey.read(in),
              in.getBytes());
      case CALL -> {
        UUID incarnation = in.getUuid();
        long channel = in.getLong();
        long sequence = in.getLong();
        long acknowledged = in.getLong();
        ObjectId result = ObjectIds.read(in);
        String name = in.getString();
        MethodKey method = MethodKey.read(in);
        yield new Call(
            actor,
            incarnation,
            channel,
            sequence,
            acknowledged,
            result,
            name,
            method,
            in.getBytes(),
            Input.readAll(in),
            CallTerms.read(in),
            readChannels(in),
            in.getByte() != 0);
      }
      case FIND -> new Find(actor, in.getUuid());
      case KILL -> new Kill(actor, in.getUuid(), in.getByte() == 0 ? null : in.getUuid());
      case NAMES -> new Names(in.getString());
      case TRACE -> new Trace(actor, in.getUuid(), in.getLong(), in.getLong(), Waiter.readAll(in));
    };
  }

  static void writeChannels(List<Long> channels, MessageWriter out) {
    out.putVarInt(channels.size());
    for (long channel : channels) {
      out.putLong(channel);
    }
  }

  static List<Long> readChannels(MessageReader in) {
    int count = in.getCount();
    if (count == 0) {
      return List.of();
    }
    List<Long> channels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      channels.add(in.getLong());
    }
    return channels;
  }

  /**
   * Creates an actor, or finds the one of that id: names make the same id.
   *
   * @param incarnation which life this would be
   * @param job the job it belongs to
   * @param terms what holds for it
   * @param constructor what builds it
   * @param args the encoded arguments
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, never compared
  record Create(
      UUID actor, UUID incarnation, JobId job, ActorTerms terms, MethodKey constructor, byte[] args)
      implements ActorRequest {

    ActorAddress address() {
      return new ActorAddress(actor, incarnation, constructor.type());
    }

    @Override
    public int size() {
      return 256 + args.length;
    }

    @Override
    public Kind kind() {
      return Kind.CREATE;
    }

    @Override
    public void writeFields(MessageWriter out) {
      out.putUuid(incarnation).putUuid(job.uuid());
      terms.write(out);
      constructor.write(out);
      out.putBytes(args);
    }
  }

  /**
   * Calls a method.
   *
   * @param channel names the line of calls this one belongs to, within its caller's process
   * @param sequence its place in that line, from 0
   * @param acknowledged the caller has the answers of all calls before this number
   * @param result the id of its ref; a large result is stored under it
   * @param name for people
   * @param args the encoded arguments, null where an input goes
   * @param inputs arguments that were the values of refs
   * @param terms what holds for it
   * @param finishedChannels channels of the caller's process to this actor that are over
   * @param mayHaveRun whether another member has had this call, and may have run it
   */
  @SuppressWarnings("ArrayRecordComponent") // a message, never compared
  record Call(
      UUID actor,
      UUID incarnation,
      long channel,
      long sequence,
      long acknowledged,
      ObjectId result,
      String name,
      MethodKey method,
      byte[] args,
      List<Input> inputs,
      CallTerms terms,
      List<Long> finishedChannels,
      boolean mayHaveRun)
      implements ActorRequest {

    boolean isReadOnly() {
      return terms.isReadOnly();
    }

    @Override
    public Call again() {
      return new Call(
          actor,
          incarnation,
          channel,
          sequence,
          acknowledged,
          result,
          name,
          method,
          args,
          inputs,
          terms,
          finishedChannels,
          true);
    }

    @Override
    public int size() {
      long size = 64L + args.length + 8L * finishedChannels.size();
      for (Input input : inputs) {
        size += 40 + input.size();
      }
      return (int) Math.min(size, Integer.MAX_VALUE);
    }

    @Override
    public Kind kind() {
      return Kind.CALL;
    }

    @Override
    public void writeFields(MessageWriter out) {
      out.putUuid(incarnation).putLong(channel).putLong(sequence).putLong(acknowledged);
      ObjectIds.write(result, out);
      out.putString(name);
      method.write(out);
      out.putBytes(args);
      Input.writeAll(inputs, out);
      terms.write(out);
      ActorRequest.writeChannels(finishedChannels, out);
      out.putByte(mayHaveRun ? 1 : 0);
    }
  }

  /** Asks for the actor's incarnation and class. */
  record Find(UUID actor, UUID request) implements ActorRequest {

    /** Looks for an actor for the first time; the same request may be sent again. */
    static Find of(UUID actor) {
      return new Find(actor, UUID.randomUUID());
    }

    @Override
    public Kind kind() {
      return Kind.FIND;
    }

    @Override
    public void writeFields(MessageWriter out) {
      out.putUuid(request);
    }
  }

  /** Asks a member for the named actors of a namespace that it owns. */
  record Names(String namespace) implements ActorRequest {

    private static final UUID NOBODY = new UUID(0, 0);

    @Override
    public UUID actor() {
      return NOBODY;
    }

    @Override
    public Kind kind() {
      return Kind.NAMES;
    }

    @Override
    public void writeFields(MessageWriter out) {
      out.putString(namespace);
    }
  }

  /**
   * Asks what keeps a call from its end, and what keeps that, for one that waits for it: it may be
   * the one that waits.
   *
   * @param channel of the call, which its sender has sent
   * @param path who waits, each for the next, and the last one for this call
   */
  record Trace(UUID actor, UUID incarnation, long channel, long sequence, List<Waiter> path)
      implements ActorRequest {

    @Override
    public Kind kind() {
      return Kind.TRACE;
    }

    @Override
    public void writeFields(MessageWriter out) {
      out.putUuid(incarnation).putLong(channel).putLong(sequence);
      Waiter.writeAll(path, out);
    }
  }

  /**
   * Ends a life of an actor.
   *
   * @param restart lets it begin anew, if it may: which request that is, so that one that comes
   *     twice restarts it once; null to end it
   */
  record Kill(UUID actor, UUID incarnation, @Nullable UUID restart) implements ActorRequest {

    @Override
    public Kind kind() {
      return Kind.KILL;
    }

    @Override
    public void writeFields(MessageWriter out) {
      out.putUuid(incarnation).putByte(restart == null ? 0 : 1);
      if (restart != null) {
        out.putUuid(restart);
      }
    }
  }
}
