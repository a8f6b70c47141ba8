package dev.weft.cluster.internal.job;

import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.shipping.AppClasses;
import dev.weft.cluster.internal.shipping.BundleMap;
import dev.weft.cluster.internal.shipping.JobClassLoader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.internal.trace.FarTrace;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectMap;
import dev.weft.store.ValueCodec;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this node takes part in: its own, if an application runs here, and others'. */
public final class Jobs {

  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  private final Transport transport;
  private final BundleMap bundles;
  private final AppClasses app;
  private final Job.JobRefs refs;
  private final JobStores stores;
  private final JobId own;
  private final FarTrace trace;

  /** The application's, as the thread has it that starts the node; a worker's may be the grid's. */
  private final @Nullable ClassLoader applicationLoader =
      Thread.currentThread().getContextClassLoader();

  private final Map<JobId, Job> jobs = new ConcurrentHashMap<>();
  private final List<Consumer<Job>> endListeners = new CopyOnWriteArrayList<>();
  private volatile Consumer<JobId> detachedListener = id -> {};

  /**
   * @param refs how refs in values are written and read
   * @param stores makes each job's codec and object map
   */
  public Jobs(
      Transport transport, BundleMap bundles, AppClasses app, Job.JobRefs refs, JobStores stores) {
    this.transport = transport;
    this.bundles = bundles;
    this.app = app;
    this.refs = refs;
    this.stores = stores;
    this.own = JobId.drivenBy(transport.self());
    InetSocketAddress address = transport.address();
    this.trace = FarTrace.of(address.getHostString(), address.getPort());
  }

  /** Is told of each job that has ended, before the job is forgotten. */
  public void onEnd(Consumer<Job> listener) {
    endListeners.add(listener);
  }

  /** The job of the application in this process. */
  public Job own() {
    return of(own);
  }

  /**
   * The job of that id, known from now on.
   *
   * @throws ClusterUnavailableException if its driver is not there any more
   */
  public Job of(JobId id) {
    Job known = jobs.get(id);
    return known != null ? known : jobs.computeIfAbsent(id, this::create);
  }

  public Collection<Job> all() {
    return jobs.values();
  }

  /** The job that the calling thread works for, or else the one a method's class belongs to. */
  public Job current(RemoteMethod method) {
    RunningCall running = RunningCall.current();
    if (running != null) {
      return jobOf(running);
    }
    ClassLoader loader = method.owner().getClassLoader();
    if (loader instanceof JobClassLoader shipped) {
      return of(new JobId(shipped.job()));
    }
    app.seen(loader);
    return own();
  }

  /**
   * The same for a call with arguments. The first one may be the receiver, whose class may be from
   * another loader than the one that declares the method; of a built-in task it is the function
   * that runs, the task itself being of no job.
   */
  public Job current(RemoteMethod method, @Nullable Object[] args) {
    Object first = args.length == 0 ? null : args[0];
    if (first == null || !(method.isBuiltIn() || method.owner().isInstance(first))) {
      return current(method);
    }
    ClassLoader loader = first.getClass().getClassLoader();
    if (!(loader instanceof JobClassLoader shipped)) {
      app.seen(loader);
    } else if (method.isBuiltIn() && RunningCall.current() == null) {
      return of(new JobId(shipped.job())); // in a thread that a task has started
    }
    return current(method);
  }

  /** The job that the calling thread works for. */
  public Job current() {
    RunningCall running = RunningCall.current();
    return running != null ? jobOf(running) : own();
  }

  /** A member that was cut off starts afresh, and runs of its former node may still be about. */
  private Job jobOf(RunningCall running) {
    Job job = running.job();
    if (!job.isReadWith(refs)) {
      throw new ClusterUnavailableException(
          "The member was cut off while "
              + running.name()
              + " ran on it. The other members have gone on without it, so this run is of no use.");
    }
    return job;
  }

  /** Ends the job of a driver that is gone. */
  public void driverLeft(NodeId driver) {
    end(JobId.drivenBy(driver));
  }

  /** Is told of each detached actor that has ended here, and whose job so has. */
  public void onDetachedEnd(Consumer<JobId> listener) {
    detachedListener = listener;
  }

  /** A detached actor has ended. */
  public void detachedEnded(JobId id) {
    detachedListener.accept(id);
  }

  /** Ends a job. */
  public void end(JobId id) {
    Job job = jobs.remove(id);
    if (job != null) {
      job.end();
      endListeners.forEach(listener -> listener.accept(job));
      log.info(
          "job {} ended: ran {}, {} classes shipped", job.id(), job.runs(), job.shippedClasses());
    }
  }

  private Job create(JobId id) {
    if (id.equals(own)) {
      return job(id, app::find, null);
    }
    if (id.isDetached()) {
      JobClassLoader loader = new JobClassLoader(id.uuid(), null, bundles, transport);
      log.info("job {} began, of a detached actor", id);
      return job(id, ClassLookup.of(loader), loader);
    }
    if (!transport.isMember(id.driver())) {
      throw new ClusterUnavailableException(
          "Job " + id + " has ended: its driver has left the cluster.");
    }
    JobClassLoader loader = new JobClassLoader(id.uuid(), id.driver(), bundles, transport);
    log.info("job {} began: driver {}", id, transport.describe(id.driver()));
    return job(id, ClassLookup.of(loader), loader);
  }

  private Job job(JobId id, ClassLookup classes, @Nullable JobClassLoader loader) {
    return new Job(
        id,
        classes,
        loader,
        loader == null ? applicationLoader : loader,
        stores.codec(classes),
        stores.objects(id.uuid()),
        refs,
        trace);
  }

  /** Makes the parts of a job that the store has. */
  public interface JobStores {
    ValueCodec codec(ClassLookup classes);

    ObjectMap objects(UUID job);
  }
}
