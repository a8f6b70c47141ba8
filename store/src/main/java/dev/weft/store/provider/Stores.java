package dev.weft.store.provider;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectMap;
import dev.weft.store.ValueCodec;
import dev.weft.store.internal.codec.KryoValueCodec;
import dev.weft.store.internal.map.ObjectMaps;
import java.util.Set;
import java.util.UUID;

/** Makes codecs and object maps. */
public final class Stores {

  private Stores() {}

  /** A codec for the values of one job. Costly to make: keep it as long as the job lasts. */
  public static ValueCodec codec(ClassLookup classes) {
    return new KryoValueCodec(classes);
  }

  /** Adds what {@link #objects} needs to the configuration of a grid that is not started yet. */
  public static void configure(Config config) {
    ObjectMaps.configure(config);
  }

  /** The jobs that have objects in the grid, whether this member has to do with them or not. */
  public static Set<UUID> jobsWithObjects(HazelcastInstance hazelcast) {
    return ObjectMaps.jobs(hazelcast);
  }

  /** The objects of a job; a second call for the same job gives an equal view of them. */
  public static ObjectMap objects(HazelcastInstance hazelcast, UUID job) {
    return ObjectMaps.open(hazelcast, job);
  }
}
