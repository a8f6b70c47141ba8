package dev.weft.cluster.internal.engine;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectMap;
import dev.weft.store.ValueCodec;
import java.util.UUID;

/** The parts of a job that the store has, on this node's grid. */
record GridStores(HazelcastInstance hazelcast) implements Jobs.JobStores {

  static void configure(Config config) {}

  @Override
  public ValueCodec codec(ClassLookup classes) {
    throw new IllegalStateException();
  }

  @Override
  public ObjectMap objects(UUID job) {
    throw new IllegalStateException();
  }
}
