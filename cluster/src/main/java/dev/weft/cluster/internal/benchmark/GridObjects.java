package dev.weft.cluster.internal.benchmark;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.List;

/** Entries of a plain map of Hazelcast's, to compare objects with. */
final class GridObjects implements AutoCloseable {

  private static final int CHUNK_BYTES = 1 << 20;

  private final IMap<Long, byte[]> map;
  private long next;

  GridObjects(HazelcastInstance hazelcast) {
    map = hazelcast.getMap("weft-benchmark");
  }

  /** Small entries that are set and deleted. */
  List<Floor> puts(int count) {
    byte[] small = new byte[8];
    return List.of(
        new Floor(
            "IMap set, delete",
            count,
            () -> {
              for (int i = 0; i < count; i++) {
                long key = next++;
                map.set(key, small);
                map.delete(key);
              }
            }));
  }

  /** Large values, in entries of 1 MiB. */
  List<Floor> large(int chunks) {
    byte[] chunk = new byte[CHUNK_BYTES];
    return List.of(
        new Floor(
            "IMap set, delete, 1 MiB each",
            chunks / 1024.0,
            () -> {
              long first = next;
              for (int i = 0; i < chunks; i++) {
                map.set(next++, chunk);
              }
              for (long key = first; key < next; key++) {
                map.delete(key);
              }
            }));
  }

  @Override
  public void close() {
    map.destroy();
  }
}
