package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Counter;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import dev.weft.cluster.internal.transport.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of calls that change an actor, which is kept on another member before they are answered,
 * where there is another one; where there is none, the names of the rows say so.
 */
final class KeptActorRows {

  private static final int MANY = 1_000;
  private static final int ACTORS = 100;
  private static final int NEAR = 1_000;
  private static final int CREATED = 10_000;

  private final Floors floors;
  private final int actors;
  private final int created;
  private final String kept;
  private final OnDemand<Counter> one = new OnDemand<>(Counter::create);
  private final OnDemand<List<Counter>> many;

  private KeptActorRows(Floors floors, BenchmarkOptions options) {
    this.floors = floors;
    this.actors = Math.max(1, ACTORS / options.scale());
    this.created = CREATED / options.scale();
    this.kept = options.members() > 1 ? ", with backup" : ", no backup";
    many = new OnDemand<>(() -> ActorRows.several(actors, Counter::create));
  }

  static List<Row> of(Floors floors, Transport transport, BenchmarkOptions options) {
    KeptActorRows rows = new KeptActorRows(floors, options);
    List<Row> all =
        new ArrayList<>(
            List.of(
                rows.oneAtATime(),
                rows.inFlight("one actor", 1),
                rows.inFlight(ACTORS + " actors", rows.actors),
                rows.near(),
                rows.creation()));
    if (options.members() > 0) { // alone, a process keeps nothing, and so nothing sleeps
      all.add(SleepingActors.row(transport, rows.kept, options.scale()));
    }
    return all;
  }

  private Row oneAtATime() {
    return Row.of(
        "one call at a time" + kept,
        "calls/s",
        1,
        () -> Sink.take(one.get().addRemote().get()),
        floors.keptSync());
  }

  private Row inFlight(String what, int count) {
    return Row.of(
        "1,000 calls in flight, " + what + kept,
        "calls/s",
        MANY,
        () -> {
          List<Counter> targets = count == 1 ? List.of(one.get()) : many.get();
          List<ObjectRef<Long>> pending = new ArrayList<>(MANY);
          for (int i = 0; i < MANY; i++) {
            pending.add(targets.get(i % count).addRemote());
          }
          Sink.take(Weft.get(pending));
        },
        floors.keptAsync(MANY, count));
  }

  /** By a task on the actor's member. */
  private Row near() {
    return Row.of(
        "one call at a time on its member" + kept,
        "calls/s",
        NEAR,
        () -> Sink.take(Tasks.callNearRemote(one.get(), NEAR).get()));
  }

  private Row creation() {
    return Row.once(
        "10,000 actors, each called once" + kept,
        "actors/s",
        created,
        () -> Refs.getAll(created, () -> Counter.begin().addRemote()),
        floors.keptAsync(MANY, ACTORS).stream()
            .map(floor -> floor.times(Math.max(1, created / MANY)))
            .toList());
  }
}
