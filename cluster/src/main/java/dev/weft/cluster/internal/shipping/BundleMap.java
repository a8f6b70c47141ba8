package dev.weft.cluster.internal.shipping;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps the bundles in the grid, so that they outlive the driver's attention: one map from hash to
 * bundle, one from job and class name to hash.
 */
public final class BundleMap {

  private static final String BUNDLES = "weft.bundles";
  private static final String INDEX = "weft.classes";

  /** Stands for the actor among the names of the classes of a detached actor's job. */
  private static final String ACTOR = "!";

  private final IMap<String, byte[]> bundles;
  private final IMap<String, String> index;

  public BundleMap(HazelcastInstance hazelcast) {
    bundles = hazelcast.getMap(BUNDLES);
    index = hazelcast.getMap(INDEX);
  }

  /** Adds what the maps need to a grid's configuration. */
  public static void configure(Config config) {
    for (String name : new String[] {BUNDLES, INDEX}) {
      config.addMapConfig(
          new MapConfig(name)
              .setBackupCount(1)
              .setInMemoryFormat(InMemoryFormat.BINARY)
              .setStatisticsEnabled(false));
    }
  }

  /** Keeps a bundle of a job. */
  void put(UUID job, String hash, byte[] wire, Set<String> names) {
    bundles.set(hash, wire);
    Map<String, String> entries = new HashMap<>();
    names.forEach(name -> entries.put(job + "/" + name, hash));
    index.setAll(entries);
  }

  /**
   * Gives the classes of a job, as far as they are here, to that of a detached actor too.
   *
   * @param actor the actor
   */
  void adopt(UUID job, UUID detached, UUID actor) {
    Map<String, String> entries = new HashMap<>();
    String prefix = job + "/";
    for (Map.Entry<String, String> entry : index.entrySet()) {
      String key = entry.getKey();
      if (key.startsWith(prefix) && !key.equals(prefix + ACTOR)) {
        entries.put(detached + "/" + key.substring(prefix.length()), entry.getValue());
      }
    }
    index.setAll(entries);
    index.set(detached + "/" + ACTOR, actor.toString());
  }

  /** The detached actor whose job that is; empty if it is not known, or not any more. */
  public Optional<UUID> actor(UUID detached) {
    return Optional.ofNullable(index.get(detached + "/" + ACTOR)).map(UUID::fromString);
  }

  /** The hash of the bundle that holds a class of a job. */
  Optional<String> hash(UUID job, String name) {
    return Optional.ofNullable(index.get(job + "/" + name));
  }

  /** The bundle of that hash. */
  Optional<byte[]> bundle(String hash) {
    return Optional.ofNullable(bundles.get(hash));
  }

  /** Forgets a job, and the bundles that no other job has. */
  public void forget(UUID job) {
    Map<Boolean, Set<Map.Entry<String, String>>> mine =
        index.entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    e -> e.getKey().startsWith(job + "/"), Collectors.toSet()));
    Set<String> others =
        mine.getOrDefault(false, Set.of()).stream()
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    for (Map.Entry<String, String> entry : mine.getOrDefault(true, Set.of())) {
      index.delete(entry.getKey());
      if (!others.contains(entry.getValue())) {
        bundles.delete(entry.getValue());
      }
    }
  }

  /** The jobs that have classes in the grid. */
  public Set<UUID> jobs() {
    return index.keySet().stream()
        .map(key -> UUID.fromString(key.substring(0, key.indexOf('/'))))
        .collect(Collectors.toSet());
  }

  /** The number of classes known, over all jobs; for tests and reports. */
  public int size() {
    return index.size();
  }
}
