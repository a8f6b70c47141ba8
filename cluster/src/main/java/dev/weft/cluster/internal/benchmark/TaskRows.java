package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.cluster.internal.benchmark.work.Client;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.ArrayList;
import java.util.List;

/** Rows of tasks. */
final class TaskRows {

  private static final int MANY = 1_000;
  private static final int CLIENTS = 4;
  private static final int EACH = 10_000;
  private static final int HELD = 100_000;

  private TaskRows() {}

  static List<Row> of(Floors floors, int scale) {
    int each = EACH / scale;
    List<ObjectRef<byte[]>> held = new ArrayList<>();
    OnDemand<List<Client>> clients =
        new OnDemand<>(() -> ActorRows.several(CLIENTS, Client::create));
    return List.of(
        Row.of(
            "single client tasks and get batch",
            "batches/s",
            1,
            () -> Refs.getAll(MANY, Tasks::smallRemote)),
        Row.of(
            "single client tasks sync",
            "tasks/s",
            1,
            () -> Sink.take(Tasks.smallRemote().get()),
            floors.sync()),
        Row.of(
            "single client tasks async",
            "tasks/s",
            MANY,
            () -> Refs.getAll(MANY, Tasks::smallRemote),
            floors.async(MANY)),
        Row.of(
            "tasks async, 100,000 refs held",
            "tasks/s",
            MANY,
            () -> {
              if (held.isEmpty()) {
                held.addAll(Refs.call(HELD / scale, Tasks::smallRemote));
              }
              Refs.getAll(MANY, Tasks::smallRemote);
            },
            floors.async(MANY)),
        Row.of(
            "multi client tasks async",
            "tasks/s",
            CLIENTS * each,
            () -> ActorRows.all(clients.get(), client -> client.tasksRemote(each)),
            floors.async(MANY)));
  }
}
