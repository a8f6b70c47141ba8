package rawgrid;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** The same as a first remote call on bare Hazelcast, by its defaults but for the network. */
public final class Raw {

  private Raw() {}

  /** The task. */
  static final class Answer implements Callable<Integer>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer call() {
      return 42;
    }
  }

  public static void main(String[] args) throws Exception {
    Config config = new Config();
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    HazelcastInstance instance = Hazelcast.newHazelcastInstance(config);
    System.out.println(instance.getExecutorService("answers").submit(new Answer()).get());
    instance.getLifecycleService().terminate();
  }
}
