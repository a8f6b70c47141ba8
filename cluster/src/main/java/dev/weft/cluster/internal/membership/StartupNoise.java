package dev.weft.cluster.internal.membership;

import java.lang.reflect.Method;
import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Keeps the start quiet: what the JDK and libraries would print about each other's insides means
 * nothing to who runs Weft, and no JVM flag should be needed to be spared it.
 *
 * <p>To be called before the first class of Hazelcast or Kryo is loaded; later calls do nothing.
 */
public final class StartupNoise {

  private static final String KRYO_UNSAFE = "kryo.unsafe";
  private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

  static {
    if (System.getProperty(KRYO_UNSAFE) == null) {
      System.setProperty(KRYO_UNSAFE, "false");
    }
    markUnsafeAsWarned();
    startLogging();
  }

  private StartupNoise() {}

  /** Silences what would be printed. */
  public static void silence() {
    // Done once, when this class is initialized.
  }

  /**
   * From JDK 24 on the first use of {@code sun.misc.Unsafe}'s memory access prints a warning, once.
   * Hazelcast uses it where it is there and does without where it is not, so the warning is marked
   * as given.
   */
  private static void markUnsafeAsWarned() {
    try {
      Method mark = Class.forName("sun.misc.Unsafe").getDeclaredMethod("trySetMemoryAccessWarned");
      mark.setAccessible(true);
      mark.invoke(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // An older JDK, which does not warn, or a newer one: then the warning is printed, no more.
    }
  }

  /** An application without a logging library has chosen to have no log; slf4j need not say so. */
  private static void startLogging() {
    if (hasLoggingProvider() || System.getProperty(SLF4J_VERBOSITY) != null) {
      return;
    }
    System.setProperty(SLF4J_VERBOSITY, "ERROR");
    try {
      LoggerFactory.getILoggerFactory();
    } finally {
      System.clearProperty(SLF4J_VERBOSITY);
    }
  }

  private static boolean hasLoggingProvider() {
    return ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader())
        .iterator()
        .hasNext();
  }
}
