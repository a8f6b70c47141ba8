package dev.weft.cluster.internal.engine;

import com.hazelcast.core.HazelcastInstance;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectMap;
import dev.weft.store.ValueCodec;
import dev.weft.store.provider.Stores;
import java.util.UUID;

/** The parts of a job that the store has, on this node's grid. */
record GridStores(HazelcastInstance hazelcast) implements Jobs.JobStores {

  @Override
  public ValueCodec codec(ClassLookup classes) {
    return Stores.codec(classes);
  }

  @Override
  public ObjectMap objects(UUID job) {
    return Stores.objects(hazelcast, job);
  }
}
