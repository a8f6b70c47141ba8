package dev.weft.cluster.internal.membership;

import com.hazelcast.logging.Logger;
import java.util.Optional;

/**
 * Puts {@link GridLoggerFactory} in place as Hazelcast's logging, before its first class logs.
 *
 * <p>Hazelcast takes a factory class from a system property only. The property is set for just the
 * moment in which Hazelcast reads it, so that another Hazelcast of the application does not see it.
 * An application that has started this same Hazelcast before keeps the logging it has chosen.
 */
final class GridLogging {

  private static final String PROPERTY = "hazelcast.logging.class";
  private static final boolean INSTALLED = install();

  private GridLogging() {}

  /** The name by which Hazelcast knows the factory, if it is in place. */
  static Optional<String> factoryName() {
    return INSTALLED ? Optional.of(GridLoggerFactory.class.getName()) : Optional.empty();
  }

  private static boolean install() {
    if (System.getProperty(PROPERTY) != null) {
      return false;
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    System.setProperty(PROPERTY, GridLoggerFactory.class.getName());
    Thread.currentThread().setContextClassLoader(GridLogging.class.getClassLoader());
    try {
      return Logger.getLogger(GridLogging.class) instanceof GridLogger;
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      System.clearProperty(PROPERTY);
    }
  }
}
