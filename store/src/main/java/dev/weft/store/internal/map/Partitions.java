package dev.weft.store.internal.map;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import dev.weft.store.ObjectId;
import java.util.Comparator;

/**
 * Chooses the partitions of objects, and names them to Hazelcast: for each partition there is a
 * number whose hash falls into it.
 */
final class Partitions {

  private static final int TRIES = 16;
  private static final ThreadLocal<RandomBits> RANDOM = ThreadLocal.withInitial(RandomBits::create);

  private final HazelcastInstance hazelcast;
  private final Partition[] partitions;
  private final int[] keys;
  private final boolean lite;

  Partitions(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
    PartitionService service = hazelcast.getPartitionService();
    partitions =
        service.getPartitions().stream()
            .sorted(Comparator.comparingInt(Partition::getPartitionId))
            .toArray(Partition[]::new);
    keys = findKeys(service, partitions.length);
    lite = hazelcast.getCluster().getLocalMember().isLiteMember();
  }

  /** A random id in a partition that this member owns; in any, if it owns none. */
  ObjectId newId() {
    RandomBits random = RANDOM.get();
    return new ObjectId(random.next(), random.next(), choose(random));
  }

  /** The key of an entry of an object. */
  ObjectKey key(ObjectId id, int chunk) {
    if (id.partition() >= keys.length) {
      throw new IllegalArgumentException(
          id + " names a partition that this cluster, with " + keys.length + ", does not have.");
    }
    return new ObjectKey(id.high(), id.low(), chunk, keys[id.partition()]);
  }

  private int choose(RandomBits random) {
    int partition = random.below(partitions.length);
    if (lite) {
      return partition;
    }
    Member self = hazelcast.getCluster().getLocalMember();
    for (int i = 0; i < TRIES; i++) {
      if (self.equals(partitions[partition].getOwner())) {
        return partition;
      }
      partition = random.below(partitions.length);
    }
    for (int i = 0; i < partitions.length; i++) {
      int next = (partition + i) % partitions.length;
      if (self.equals(partitions[next].getOwner())) {
        return next;
      }
    }
    return partition;
  }

  private static int[] findKeys(PartitionService service, int count) {
    int[] keys = new int[count];
    boolean[] found = new boolean[count];
    int left = count;
    for (int key = 0; left > 0; key++) {
      int partition = service.getPartition(key).getPartitionId();
      if (!found[partition]) {
        found[partition] = true;
        keys[partition] = key;
        left--;
      }
    }
    return keys;
  }
}
