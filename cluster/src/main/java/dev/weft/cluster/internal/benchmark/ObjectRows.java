package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.List;

/** Rows of objects: put, get and wait. */
final class ObjectRows {

  private static final int CLIENTS = 10;
  private static final int PUTS = 100;
  private static final int WAITS = 1_000;
  private static final int REFS = 10_000;

  /** Ray puts 800 MiB; a machine that runs all members cannot hold many of these. */
  private static final int LARGE_MIB = 64;

  private static final int CLIENT_MIB = 8;
  private static final int LONGS_PER_MIB = (1 << 20) / Long.BYTES;

  private ObjectRows() {}

  static List<Row> of(GridObjects plain, int scale) {
    ObjectRef<Integer> zero = Weft.put(0);
    int largeMib = Math.max(1, LARGE_MIB / scale);
    int clientMib = Math.max(1, CLIENT_MIB / scale);
    int refs = REFS / scale;
    int waits = WAITS / scale;
    long[] large = new long[largeMib * LONGS_PER_MIB];
    return List.of(
        Row.of("single client get calls", "gets/s", 1, () -> Sink.take(zero.get())),
        Row.of("single client put calls", "puts/s", 1, () -> Sink.take(Weft.put(0)), plain.puts(1)),
        Row.of(
            "multi client put calls",
            "puts/s",
            CLIENTS * PUTS,
            () -> Refs.getAll(CLIENTS, () -> Tasks.putsRemote(PUTS, 0)),
            plain.puts(CLIENTS * PUTS)),
        Row.of(
            "single client put gigabytes",
            "GiB/s",
            largeMib / 1024.0,
            () -> Sink.take(Weft.put(large)),
            plain.large(largeMib)),
        Row.of(
            "multi client put gigabytes",
            "GiB/s",
            CLIENTS * clientMib / 1024.0,
            () -> Refs.getAll(CLIENTS, () -> Tasks.putsRemote(1, clientMib * LONGS_PER_MIB)),
            plain.large(CLIENTS * clientMib)),
        Row.of(
            "single client get object containing 10k refs",
            "gets/s",
            1,
            () -> Sink.take(Tasks.refsRemote(refs).get())),
        Row.of(
            "single client wait 1k refs",
            "loops/s",
            1,
            () -> Refs.waitOneByOne(waits, Tasks::smallRemote)));
  }
}
