package dev.weft.cluster.internal.engine;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectMap;
import dev.weft.store.ValueCodec;
import dev.weft.store.provider.Stores;
import java.util.UUID;

/** What each job gets of the store, in one grid. */
record GridStores(HazelcastInstance hazelcast) implements Jobs.JobStores {

  /** Adds what the store needs to a grid's configuration. */
  static void configure(Config config) {
    Stores.configure(config);
  }

  @Override
  public ValueCodec codec(ClassLookup classes) {
    return Stores.codec(classes);
  }

  @Override
  public ObjectMap objects(UUID job) {
    return Stores.objects(hazelcast, job);
  }
}
