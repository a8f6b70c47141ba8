package dev.weft.cluster.internal.shipping;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one job on one member. It sees the JDK and Weft's runtime; all else it asks for,
 * when it is first needed. Two jobs never see each other's classes.
 */
public final class JobClassLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final UUID job;
  private final ClassFetcher fetcher;
  private final Map<String, byte[]> received = new ConcurrentHashMap<>();
  private final Set<String> missing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger defined = new AtomicInteger();

  /**
   * @param driver has those that are not in the grid; null if there is none
   */
  public JobClassLoader(UUID job, @Nullable NodeId driver, BundleMap map, Transport transport) {
    super("weft-job-" + job, new ApiClassLoader(JobClassLoader.class.getClassLoader()));
    this.job = job;
    this.fetcher = new ClassFetcher(job, driver, map, transport);
  }

  /** The job whose classes these are. */
  public UUID job() {
    return job;
  }

  /** How many of the job's classes are loaded here. */
  public int definedClasses() {
    return defined.get();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!ShippedNames.mayBeShipped(name) || missing.contains(name)) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = bytes(name);
    if (bytes == null) {
      missing.add(name);
      throw new ClassNotFoundException(
          name + " is neither on the driver of job " + job + " nor part of the JDK here");
    }
    Class<?> type = defineClass(name, bytes, 0, bytes.length);
    defined.incrementAndGet();
    return type;
  }

  private byte @Nullable [] bytes(String name) throws ClassNotFoundException {
    byte[] here = received.remove(name);
    if (here != null) {
      return here;
    }
    Optional<ClassBundle> bundle;
    try {
      bundle = fetcher.fetch(name);
    } catch (RuntimeException e) {
      throw new ClassNotFoundException(name + " could not be fetched: " + e.getMessage(), e);
    }
    if (bundle.isEmpty()) {
      return null;
    }
    bundle
        .get()
        .classes()
        .forEach(
            (other, bytes) -> {
              if (!other.equals(name)) {
                received.put(other, bytes);
              }
            });
    return bundle.get().classes().get(name);
  }
}
