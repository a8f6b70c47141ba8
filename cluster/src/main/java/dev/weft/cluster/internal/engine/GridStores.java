package dev.weft.cluster.internal.engine;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectMap;
import dev.weft.store.ValueCodec;
import dev.weft.store.provider.Stores;
import java.util.*;
import java.util.concurrent.*;

record GridStores(HazelcastInstance hazelcast) implements Jobs.JobStores {
  static void configure(Config config) {}

  public ValueCodec codec(ClassLookup classes) {
    return Stores.codec(classes);
  }

  public ObjectMap objects(UUID job) {
    return new ObjectMap() {
      IMap<String, byte[]> map() {
        return hazelcast.getMap("obj-" + job);
      }

      public ObjectId newLocalId() {
        UUID u = UUID.randomUUID();
        return new ObjectId(u.getMostSignificantBits(), u.getLeastSignificantBits(), 1);
      }

      public void put(ObjectId id, byte[] bytes) {
        map().set(id.toString(), bytes);
      }

      public CompletionStage<Void> putAsync(ObjectId id, byte[] bytes) {
        return map().setAsync(id.toString(), bytes);
      }

      public byte[] get(ObjectId id) {
        return map().get(id.toString());
      }

      public CompletionStage<byte[]> getAsync(ObjectId id) {
        return map().getAsync(id.toString());
      }

      public void remove(ObjectId id) {
        map().delete(id.toString());
      }

      public void removeAll(Collection<ObjectId> ids) {
        ids.forEach(i -> map().removeAsync(i.toString()));
      }

      public void destroy() {
        map().destroy();
      }

      public int maxBytes() {
        return 1 << 30;
      }
    };
  }
}
