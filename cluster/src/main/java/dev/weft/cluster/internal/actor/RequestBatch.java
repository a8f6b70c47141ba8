package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.actor.Exchange.Attempt;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectIds;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of requests that go to one node together. What many calls share, their actor,
 * caller, method and terms, is written once: a message stands for itself.
 *
 * <pre>
 *   version | kinds | { actor, incarnation, channel, name, method, terms } … | requests | { exchange, attempt, body } …
 *   body: 0, request | kind + 1, sequence, acknowledged, result, args, inputs, finished channels, may have run
 * </pre>
 */
final class RequestBatch {

  private static final int VERSION = 1;

  private RequestBatch() {}

  static byte[] write(List<Attempt> batch) {
    Map<Kind, Integer> kinds = new LinkedHashMap<>();
    int[] numbers = new int[batch.size()];
    ActorRequest.@Nullable Call last = null;
    for (int i = 0; i < numbers.length; i++) {
      if (batch.get(i).exchange().request() instanceof ActorRequest.Call call) {
        numbers[i] =
            last != null && isOfOneKind(last, call)
                ? numbers[i - 1]
                : kinds.computeIfAbsent(Kind.of(call), kind -> kinds.size() + 1);
        last = call;
      } else {
        last = null;
      }
    }
    MessageWriter out = new MessageWriter().putByte(VERSION).putVarInt(kinds.size());
    kinds.keySet().forEach(kind -> kind.write(out));
    out.putVarInt(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      Exchange exchange = batch.get(i).exchange();
      out.putLong(exchange.id()).putVarInt(batch.get(i).number()).putVarInt(numbers[i]);
      if (exchange.request() instanceof ActorRequest.Call call) {
        write(call, out);
      } else {
        out.putBytes(exchange.request().toBytes());
      }
    }
    return out.toBytes();
  }

  /** Whether that can be seen at a glance, as with nearly all that come one after the other. */
  @SuppressWarnings("ReferenceEquality") // what is equal but not the same is found later
  private static boolean isOfOneKind(ActorRequest.Call one, ActorRequest.Call other) {
    return one.channel() == other.channel()
        && one.name() == other.name()
        && one.terms().equals(other.terms())
        && one.actor().equals(other.actor())
        && one.incarnation().equals(other.incarnation())
        && one.method().equals(other.method());
  }

  private static void write(ActorRequest.Call call, MessageWriter out) {
    out.putLong(call.sequence()).putLong(call.acknowledged());
    ObjectIds.write(call.result(), out);
    out.putBytes(call.args());
    Input.writeAll(call.inputs(), out);
    ActorRequest.writeChannels(call.finishedChannels(), out);
    out.putByte(call.mayHaveRun() ? 1 : 0);
  }

  static List<Item> read(byte[] message) {
    MessageReader in = new MessageReader(message);
    int version = in.getByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "Batches of requests to actors of wire version " + version + " are unknown.");
    }
    List<Kind> kinds = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      kinds.add(Kind.read(in));
    }
    int count = in.getCount();
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(new Item(in.getLong(), in.getVarInt(), readRequest(in, kinds)));
    }
    return items;
  }

  private static ActorRequest readRequest(MessageReader in, List<Kind> kinds) {
    int number = in.getVarInt();
    if (number == 0) {
      return ActorRequest.read(in.getBytes());
    }
    if (number < 0 || number > kinds.size()) {
      throw new IllegalArgumentException("A call is of kind " + number + ", which is not there.");
    }
    Kind kind = kinds.get(number - 1);
    return new ActorRequest.Call(
        kind.actor,
        kind.incarnation,
        kind.channel,
        in.getLong(),
        in.getLong(),
        ObjectIds.read(in),
        kind.name,
        kind.method,
        in.getBytes(),
        Input.readAll(in),
        kind.terms,
        ActorRequest.readChannels(in),
        in.getByte() != 0);
  }

  /**
   * A request of a batch, as its receiver sees it.
   *
   * @param exchange with the next, what its answer is to name
   */
  record Item(long exchange, int attempt, ActorRequest request) {}

  /** What many calls have in common. */
  private record Kind(
      UUID actor, UUID incarnation, long channel, String name, MethodKey method, CallTerms terms) {

    static Kind of(ActorRequest.Call call) {
      return new Kind(
          call.actor(),
          call.incarnation(),
          call.channel(),
          call.name(),
          call.method(),
          call.terms());
    }

    static Kind read(MessageReader in) {
      return new Kind(
          in.getUuid(),
          in.getUuid(),
          in.getLong(),
          in.getString(),
          MethodKey.read(in),
          CallTerms.read(in));
    }

    void write(MessageWriter out) {
      out.putUuid(actor).putUuid(incarnation).putLong(channel).putString(name);
      method.write(out);
      terms.write(out);
    }
  }
}
