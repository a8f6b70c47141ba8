package dev.weft.store.internal.map;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.HazelcastInstance;
import dev.weft.store.ObjectMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The maps of all jobs: how they are configured, and how one is found. */
public final class ObjectMaps {

  static final String ENTRIES = "weft.objects.";
  static final String CHUNKS = "weft.chunks.";

  private static final int BACKUPS = 1;
  private static final int CACHE_SHARE_OF_HEAP = 16;
  private static final int MIN_CACHED = 64;

  private ObjectMaps() {}

  /** Adds what the maps need to a grid's configuration. */
  public static void configure(Config config) {
    config
        .getSerializationConfig()
        .addDataSerializableFactory(ObjectKeyFactory.ID, new ObjectKeyFactory());
    config.addMapConfig(map(ENTRIES).setNearCacheConfig(nearCache()));
    config.addMapConfig(map(CHUNKS));
  }

  /** The objects of a job. */
  public static ObjectMap open(HazelcastInstance hazelcast, UUID job) {
    return new GridObjectMap(
        hazelcast.getMap(ENTRIES + job), hazelcast.getMap(CHUNKS + job), new Partitions(hazelcast));
  }

  /** The jobs that have objects in the grid. */
  public static Set<UUID> jobs(HazelcastInstance hazelcast) {
    return hazelcast.getDistributedObjects().stream()
        .map(DistributedObject::getName)
        .filter(name -> name.startsWith(ENTRIES))
        .map(name -> UUID.fromString(name.substring(ENTRIES.length())))
        .collect(Collectors.toSet());
  }

  /** The heap that each of the two caches of a node may fill with objects. */
  static long cacheBytes() {
    return Runtime.getRuntime().maxMemory() / CACHE_SHARE_OF_HEAP;
  }

  /** Objects are gone only when Weft says so: nothing is evicted, nothing expires. */
  private static MapConfig map(String prefix) {
    return new MapConfig(prefix + "*")
        .setInMemoryFormat(InMemoryFormat.BINARY)
        .setBackupCount(BACKUPS)
        .setEvictionConfig(
            new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.NONE)
                .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                .setSize(Integer.MAX_VALUE))
        .setStatisticsEnabled(false)
        .setPerEntryStatsEnabled(false);
  }

  /**
   * Hands out the same array at each read, entries of this member included. It counts entries, not
   * bytes; what is cached has an upper size, which bounds the bytes.
   */
  private static NearCacheConfig nearCache() {
    long entries = Math.max(MIN_CACHED, cacheBytes() / GridObjectMap.MAX_WHOLE);
    return new NearCacheConfig()
        .setInMemoryFormat(InMemoryFormat.OBJECT)
        .setSerializeKeys(false)
        .setCacheLocalEntries(true)
        .setInvalidateOnChange(true)
        .setEvictionConfig(
            new EvictionConfig()
                .setEvictionPolicy(EvictionPolicy.LRU)
                .setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize((int) Math.min(Integer.MAX_VALUE, entries)));
  }
}
