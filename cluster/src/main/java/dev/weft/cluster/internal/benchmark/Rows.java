package dev.weft.cluster.internal.benchmark;

import dev.weft.cluster.internal.engine.ClusterNode;
import java.util.ArrayList;
import java.util.List;

/** All rows, in the order in which they are measured. */
final class Rows implements AutoCloseable {

  private final Floors floors;
  private final GridObjects objects;
  private final List<Row> all = new ArrayList<>();

  private Rows(Floors floors, GridObjects objects) {
    this.floors = floors;
    this.objects = objects;
  }

  static Rows of(ClusterNode node, BenchmarkOptions options) {
    Floors floors =
        options.members() == 0 ? new LocalFloors(node.slots()) : new GridFloors(node.transport());
    Rows rows = new Rows(floors, new GridObjects(node.grid().hazelcast()));
    rows.all.addAll(ObjectRows.of(rows.objects, options.scale()));
    rows.all.addAll(TaskRows.of(floors, options.scale()));
    rows.all.addAll(ActorRows.of(floors, options.scale()));
    rows.all.addAll(KeptActorRows.of(floors, node.transport(), options));
    rows.all.addAll(LargeRows.of(floors, node.slots() * node.workers(), options.scale()));
    return rows;
  }

  List<Row> all() {
    return all;
  }

  @Override
  public void close() {
    floors.close();
    objects.close();
  }
}
