package dev.weft.cluster.internal.membership;

import com.hazelcast.config.Config;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the engine runs on a member.
 *
 * @param name the service's name, by which operations find it
 * @param implementation the service, which may implement Hazelcast's {@code ManagedService} and the
 *     like. Hazelcast only logs what its {@code init} throws
 * @param factoryId the number under which the operations' factory is known on the wire
 * @param factory makes the operations that arrive
 * @param configuration adds maps and executors to the configuration before the start
 */
public record ServiceRegistration(
    String name,
    @Nullable Object implementation,
    int factoryId,
    @Nullable DataSerializableFactory factory,
    Consumer<Config> configuration) {

  public ServiceRegistration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(configuration, "configuration");
  }

  /** No service at all: a bare member. */
  public static ServiceRegistration none() {
    return new ServiceRegistration("none", null, 0, null, config -> {});
  }
}
