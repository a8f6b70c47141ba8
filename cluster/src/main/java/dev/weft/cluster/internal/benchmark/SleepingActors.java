package dev.weft.cluster.internal.benchmark;

import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Sleeper;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import dev.weft.cluster.internal.transport.Transport;
import java.util.List;

/** What an actor that sleeps costs the heaps of all members together, its copy included. */
final class SleepingActors {

  private static final int COUNT = 100_000;
  private static final int AT_A_TIME = 1_000;
  private static final int POLLS = 30;

  /** As little as others may come and go meanwhile. */
  private static final double STILL = 0.995;

  private final Transport transport;
  private final int count;
  private long before;

  private SleepingActors(Transport transport, int count) {
    this.transport = transport;
    this.count = count;
  }

  static Row row(Transport transport, String kept, int scale) {
    SleepingActors actors = new SleepingActors(transport, COUNT / scale);
    return Row.once(
            "100,000 actors that go to sleep" + kept,
            "actors/s",
            actors.count,
            actors::make,
            List.of())
        .with(actors::bytesPerActor);
  }

  private void make() {
    before = usedBytes();
    for (int made = 0; made < count; made += AT_A_TIME) {
      Refs.getAll(AT_A_TIME, () -> Sleeper.begin().addRemote());
    }
  }

  /** They fall asleep one after the other: until the heaps do not become smaller any more. */
  private double bytesPerActor() {
    long used = usedBytes();
    for (int poll = 0; poll < POLLS; poll++) {
      long now = usedBytes();
      if (now > used * STILL && poll > POLLS / 3) {
        break;
      }
      used = Math.min(used, now);
    }
    return (double) (used - before) / count;
  }

  private long usedBytes() {
    List<Long> all =
        Weft.get(
            transport.workers().stream()
                .map(transport::describe)
                .map(Tasks::usedBytesRemote)
                .toList());
    return all.stream().mapToLong(Long::longValue).sum();
  }
}
