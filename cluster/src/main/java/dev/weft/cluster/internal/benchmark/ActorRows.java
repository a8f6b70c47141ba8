package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Client;
import dev.weft.cluster.internal.benchmark.work.Server;
import dev.weft.cluster.internal.benchmark.work.Server.Kind;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Rows of actors. */
final class ActorRows {

  private static final int MANY = 1_000;
  private static final int EACH = 5_000;
  private static final int CALLERS = 4;

  private final Floors floors;
  private final int each;
  private final OnDemand<Server> server = new OnDemand<>(Server::create);
  private final OnDemand<Client> client = new OnDemand<>(Client::create);

  /** As many as half of the processors, as in Ray's, but more than one. */
  private final int count = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

  private final OnDemand<List<Server>> servers =
      new OnDemand<>(() -> several(count, Server::create));

  private ActorRows(Floors floors, int scale) {
    this.floors = floors;
    this.each = EACH / scale;
  }

  static List<Row> of(Floors floors, int scale) {
    ActorRows rows = new ActorRows(floors, scale);
    OnDemand<Server> one = rows.server;
    return List.of(
        rows.sync("1:1 actor calls sync", () -> one.get().smallRemote()),
        rows.async("1:1 actor calls async", () -> one.get().smallRemote()),
        rows.oneToMany("1:n actor calls async", Kind.SMALL),
        rows.manyToMany("n:n actor calls async", Kind.SMALL),
        rows.pairs("n:n actor calls with arg async"),
        rows.sync("1:1 async-actor calls sync", () -> one.get().laterRemote()),
        rows.async("1:1 async-actor calls async", () -> one.get().laterRemote()),
        rows.async("1:1 async-actor calls with args async", () -> one.get().laterTakeRemote(1)),
        rows.oneToMany("1:n async-actor calls async", Kind.LATER),
        rows.manyToMany("n:n async-actor calls async", Kind.LATER));
  }

  /** So many actors. */
  static <T> List<T> several(int count, Supplier<T> creation) {
    List<T> actors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      actors.add(creation.get());
    }
    return actors;
  }

  /** A call for each, and all their values. */
  static <A, T> void all(List<A> targets, Function<A, ObjectRef<T>> call) {
    Sink.take(Weft.get(targets.stream().map(call).toList()));
  }

  private Row sync(String name, Supplier<ObjectRef<byte[]>> call) {
    return Row.of(name, "calls/s", 1, () -> Sink.take(call.get().get()), floors.actorSync());
  }

  private Row async(String name, Supplier<ObjectRef<byte[]>> call) {
    return Row.of(name, "calls/s", MANY, () -> Refs.getAll(MANY, call), floors.actorAsync(MANY));
  }

  private Row oneToMany(String name, Kind kind) {
    return Row.of(
        name,
        "calls/s",
        each * count,
        () -> Sink.take(client.get().callsRemote(servers.get(), each, kind).get()),
        floors.actorAsync(MANY));
  }

  private Row manyToMany(String name, Kind kind) {
    return Row.of(
        name,
        "calls/s",
        CALLERS * each,
        () -> Refs.getAll(CALLERS, () -> Tasks.callsRemote(servers.get(), each, kind)),
        floors.actorAsync(MANY));
  }

  private Row pairs(String name) {
    return Row.of(
        name,
        "calls/s",
        count * MANY,
        () -> all(servers.get(), own -> Tasks.callsRemote(List.of(own), MANY, Kind.TAKE)),
        floors.actorAsync(MANY));
  }
}
