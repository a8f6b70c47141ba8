package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Server;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import dev.weft.cluster.internal.engine.ClusterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The rows, in the order in which they are measured. */
final class Rows implements AutoCloseable {

  private static final int MANY = 1_000;

  private final Floors floors;
  private final GridObjects objects;
  private final BenchmarkOptions options;
  private final int peers = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

  private Rows(Floors floors, GridObjects objects, BenchmarkOptions options) {
    this.floors = floors;
    this.objects = objects;
    this.options = options;
  }

  static Rows of(ClusterNode node, BenchmarkOptions options) {
    return new Rows(
        options.members() == 0 ? new LocalFloors(node.slots()) : new GridFloors(node.transport()),
        new GridObjects(node.grid().hazelcast()),
        options);
  }

  List<Row> all() {
    List<Row> rows = new ArrayList<>();
    addObjects(rows);
    addTasks(rows);
    addActors(rows);
    return rows;
  }

  @Override
  public void close() {
    floors.close();
    objects.close();
  }

  private void addObjects(List<Row> rows) {
    ObjectRef<Integer> zero = Weft.put(0);
    rows.add(Row.of("single client get calls", "gets/s", 1, () -> Sink.take(zero.get())));
    rows.add(
        new Row(
            "single client put calls",
            "puts/s",
            1,
            false,
            () -> Sink.take(Weft.put(0)),
            objects.puts(1)));
  }

  private void addTasks(List<Row> rows) {
    rows.add(
        row(
            "single client tasks sync",
            "tasks/s",
            1,
            () -> Sink.take(Tasks.smallRemote().get()),
            floors.sync()));
    rows.add(
        row(
            "single client tasks async",
            "tasks/s",
            MANY,
            () -> all(MANY, Tasks::smallRemote),
            floors.async(MANY)));
  }

  private void addActors(List<Row> rows) {
    Server server = Server.create();
    rows.add(
        row(
            "1:1 actor calls sync",
            "calls/s",
            1,
            () -> Sink.take(server.smallRemote().get()),
            floors.actorSync()));
    rows.add(
        row(
            "1:1 actor calls async",
            "calls/s",
            MANY,
            () -> all(MANY, server::smallRemote),
            floors.actorAsync(MANY)));
  }

  private static Row row(
      String name, String unit, double operations, Body body, List<Floor> floors) {
    return new Row(name, unit, operations, false, body, floors);
  }

  private static <T> void all(int count, Supplier<ObjectRef<T>> call) {
    List<ObjectRef<T>> pending = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pending.add(call.get());
    }
    Sink.take(Weft.get(pending));
  }
}
