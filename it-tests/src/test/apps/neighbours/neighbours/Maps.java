package neighbours;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.weft.Remote;

/** An actor whose state is in the application's own Hazelcast. */
@Remote
class Maps {

  private transient HazelcastInstance instance;

  private IMap<String, Integer> map() {
    if (instance == null) {
      Config config = new Config("the-application");
      config.setProperty("hazelcast.logging.type", "slf4j");
      config.setProperty("hazelcast.phone.home.enabled", "false");
      config.setProperty("hazelcast.socket.bind.any", "false");
      config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
      config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
      config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
      config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
      instance = Hazelcast.newHazelcastInstance(config);
    }
    return instance.getMap("counts");
  }

  int count(String key) {
    return map().merge(key, 1, Integer::sum);
  }

  String version() {
    map();
    return instance.getCluster().getLocalMember().getVersion()
        + " from "
        + Origin.of(HazelcastInstance.class);
  }

  boolean hasContextLoader() {
    return Thread.currentThread().getContextClassLoader() == Maps.class.getClassLoader();
  }

  void close() {
    instance.shutdown();
  }
}
