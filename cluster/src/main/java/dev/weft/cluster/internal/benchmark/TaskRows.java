package dev.weft.cluster.internal.benchmark;

import dev.weft.cluster.internal.benchmark.work.Client;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.List;

/** Rows of tasks. */
final class TaskRows {

  private static final int MANY = 1_000;
  private static final int CLIENTS = 4;
  private static final int EACH = 10_000;

  private TaskRows() {}

  static List<Row> of(Floors floors, int scale) {
    int each = EACH / scale;
    List<Client> clients = ActorRows.several(CLIENTS, Client::create);
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
            "multi client tasks async",
            "tasks/s",
            CLIENTS * each,
            () -> ActorRows.all(clients, client -> client.tasksRemote(each)),
            floors.async(MANY)));
  }
}
