package dev.weft.cluster.internal.engine;

import com.hazelcast.config.Config;
import dev.weft.Bundle;
import dev.weft.ObjectRef;
import dev.weft.PlacementGroup;
import dev.weft.Strategy;
import dev.weft.WeftContext;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RunningActor;
import dev.weft.cluster.internal.actor.ActorClient;
import dev.weft.cluster.internal.actor.ActorHost;
import dev.weft.cluster.internal.group.GroupHost;
import dev.weft.cluster.internal.group.Groups;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.membership.Grid;
import dev.weft.cluster.internal.membership.GridMode;
import dev.weft.cluster.internal.membership.GridSettings;
import dev.weft.cluster.internal.membership.ServiceRegistration;
import dev.weft.cluster.internal.membership.Standing;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.replica.Replicas;
import dev.weft.cluster.internal.scheduler.Capacity;
import dev.weft.cluster.internal.scheduler.GridMembers;
import dev.weft.cluster.internal.scheduler.GroupTable;
import dev.weft.cluster.internal.scheduler.Members;
import dev.weft.cluster.internal.scheduler.WorkerPool;
import dev.weft.cluster.internal.shipping.AppClasses;
import dev.weft.cluster.internal.shipping.BundleMap;
import dev.weft.cluster.internal.shipping.ClassServer;
import dev.weft.cluster.internal.shipping.DetachedClasses;
import dev.weft.cluster.internal.stream.Streams;
import dev.weft.cluster.internal.task.Stranded;
import dev.weft.cluster.internal.task.TaskManager;
import dev.weft.cluster.internal.task.TaskRunner;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.time.ThreadClock;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Echo;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.PatientLink;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.view.Absences;
import dev.weft.cluster.internal.view.Quorum;
import dev.weft.cluster.internal.view.View;
import dev.weft.cluster.internal.view.Views;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Demand;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.ProcessEnd;
import dev.weft.spi.TaskEngine;
import dev.weft.store.provider.Stores;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process's part of a cluster, with all its parts; the same in every mode. A driver holds no
 * partitions and so runs no tasks and no actors.
 *
 * <p>On the way out a member first finishes what runs and gives back what has not begun; then what
 * is pending fails, and the node leaves the grid, which hands over what it holds while workers
 * still run, and stops its own threads last.
 */
public final class ClusterNode implements Engine {

  private static final Logger log = LoggerFactory.getLogger(ClusterNode.class);

  /** Less than what those who stop processes wait before they kill them, usually 30 s. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** How long a leaving member waits for the others to agree. */
  private static final Duration AGREEMENT = Duration.ofSeconds(3);

  private static final long HAND_OVER_LOOK_MILLIS = 10;

  /** How often it is looked whether workers stand still at a monitor. */
  private static final long LOOK_MILLIS = 50;

  /** Actors may wait for each other more than tasks do, so they have more slots. */
  private static final int MIN_ACTOR_SLOTS = 16;

  private static final String LOST = "Weft has lost its cluster";

  /** How often it is looked whether detached actors are dead whose jobs have not ended. */
  private static final int DETACHED_SECONDS = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How often Hazelcast's list is looked at, besides each time it says that it has changed. */
  private static final long LIST_MILLIS = 1000;

  private final GridMode mode;
  private final Transport transport;
  private final Grid grid;
  private final NodeThreads threads;
  private final WorkerPool taskPool;
  private final WorkerPool actorPool;
  private final AppClasses app = new AppClasses();
  private final BundleMap bundles;
  private final ObjectTable objects;
  private final Streams streams;
  private final Jobs jobs;
  private final ObjectStore store;
  private final TaskRunner runner;
  private final TaskManager tasks;
  private final Groups groups;
  private final GroupHost groupHost;
  private final Views views;
  private final Absences absences;
  private final ActorHost host;
  private final Replicas replicas;
  private final ActorClient actors;
  private final DetachedJobs detached;
  private final int slots;
  private final Duration drain;
  private final List<Runnable> onClose = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile String whyClosed = "Weft was shut down in this process";

  private ClusterNode(
      GridMode mode,
      Grid grid,
      Transport transport,
      Capacity capacity,
      Duration patience,
      Duration drain,
      Quorum quorum) {
    this.mode = mode;
    this.drain = drain;
    this.grid = grid;
    this.transport = transport;
    threads = NodeThreads.start();
    taskPool = new WorkerPool("weft-task", capacity.total());
    slots = taskPool.slots();
    actorPool = new WorkerPool("weft-actor", Math.max(MIN_ACTOR_SLOTS, 2 * slots));
    transport.bind(grid.nodeEngine());
    bundles = new BundleMap(grid.hazelcast());
    objects = new ObjectTable(transport, threads.fetchers(), threads.futures());
    streams = new Streams(transport, taskPool);
    GridStores stores = new GridStores(grid.hazelcast());
    jobs = new Jobs(transport, bundles, app, streams.refs(objects), stores);
    store =
        new ObjectStore() {
          @Override
          public <T extends @Nullable Object> ObjectRef<T> put(T value) {
            return objects.put(jobs.current(), value);
          }
        };
    GroupTable table = new GroupTable();
    Members members = new GridMembers(transport, table);
    tasks =
        new TaskManager(
            transport,
            jobs,
            objects,
            streams,
            taskPool,
            threads.completer(),
            threads.timer(),
            members,
            table,
            patience);
    groups = new Groups(transport, members, table, tasks::endGroup);
    groupHost = new GroupHost(taskPool);
    runner = new TaskRunner(transport, jobs, objects, taskPool, tasks, threads.timer());
    Clock clock = new ThreadClock(threads.protocol());
    views =
        new Views(
            transport.self(),
            mode == GridMode.DRIVER ? Views.Role.WITNESS : Views.Role.MEMBER,
            quorum,
            clock,
            transport.link(Channel.VIEWS),
            new SecureRandom());
    absences =
        new Absences(
            transport.self(),
            views::current,
            transport::isMember,
            clock,
            transport.link(Channel.ABSENCES),
            node -> threads.membership().execute(() -> gone(node)));
    host =
        new ActorHost(
            transport,
            jobs,
            objects,
            actorPool,
            mode != GridMode.EMBEDDED,
            () -> views.isCutOff() && (isAdmitted() || views.isRemoved()),
            this::isAdmitted,
            absences::look,
            clock,
            tenant ->
                new Replicas(
                    transport::self,
                    views::current,
                    views::behind,
                    new GridPartitions(transport),
                    new PatientLink(transport.link(Channel.REPLICAS), clock),
                    clock,
                    tenant,
                    transport::describe));
    replicas = host.replicas();
    DetachedClasses detachedClasses = new DetachedClasses(bundles, transport);
    actors =
        new ActorClient(
            transport, host, jobs, detachedClasses, objects, threads.completer(), clock);
    detached = new DetachedJobs(jobs, bundles, actors, this::isOldestMember, this::forgetJob);
  }

  /**
   * Joins or makes a cluster.
   *
   * @param slots how many tasks run here at a time
   * @throws ClusterUnavailableException if that is not possible
   */
  public static ClusterNode start(GridSettings settings, int slots) {
    return start(settings, Capacity.ofSlots(slots), PATIENCE);
  }

  /**
   * Joins or makes a cluster.
   *
   * @param capacity what tasks may take here
   * @param patience how long tasks wait for a member that could run them
   * @throws ClusterUnavailableException if that is not possible
   */
  public static ClusterNode start(GridSettings settings, Capacity capacity, Duration patience) {
    return start(settings, capacity, patience, Quorum.MAJORITY, DRAIN);
  }

  /**
   * Joins or makes a cluster.
   *
   * @param capacity what tasks may take here
   * @param patience how long tasks wait for a member that could run them
   * @param quorum which members may go on without the others, if this is the first of a cluster
   * @param drain how long tasks may go on that run here when this node leaves
   * @throws ClusterUnavailableException if that is not possible
   */
  public static ClusterNode start(
      GridSettings settings, Capacity capacity, Duration patience, Quorum quorum, Duration drain) {
    Transport transport = new Transport();
    Grid grid = open(settings.withAttributes(capacity.attributes()), transport);
    try {
      ClusterNode node =
          new ClusterNode(settings.mode(), grid, transport, capacity, patience, drain, quorum);
      node.listen();
      return node;
    } catch (RuntimeException | Error e) {
      grid.terminate();
      throw e;
    }
  }

  /** The grid's threads must not keep the loader of the application that happens to start it. */
  private static Grid open(GridSettings settings, Transport transport) {
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    thread.setContextClassLoader(ClusterNode.class.getClassLoader());
    try {
      return Grid.open(settings, registration(transport));
    } finally {
      thread.setContextClassLoader(application);
    }
  }

  /** The grid below. */
  public Grid grid() {
    return grid;
  }

  /** The way to other nodes. */
  public Transport transport() {
    return transport;
  }

  /** The agreed set of members. */
  public Views views() {
    return views;
  }

  /** How many nodes run tasks. */
  public int workers() {
    return transport.workers().size();
  }

  public int slots() {
    return slots;
  }

  /** What of this member is taken: by tasks that run, and by bundles. */
  public Demand inUse() {
    return taskPool.inUse();
  }

  /** Tasks of this node that no member could run, for tests and reports. */
  public List<Stranded> stranded() {
    return tasks.stranded();
  }

  /** How many of the actors here are in memory, not only kept. */
  int awakeActors() {
    return host.awake();
  }

  /** How many streams of tasks have elements to give. */
  public int streams() {
    return streams.count();
  }

  /** What this node holds at the moment, for tests and reports. */
  public Load load() {
    return new Load(
        runner.count() + tasks.countHere(), host.count(), jobs.all().size(), bundles.size());
  }

  @Override
  public TaskEngine tasks() {
    requireOpen();
    return tasks;
  }

  @Override
  public ActorEngine actors() {
    requireOpen();
    return actors;
  }

  @Override
  public ObjectStore objects() {
    requireOpen();
    return store;
  }

  @Override
  public PlacementGroup reserve(List<Bundle> bundles, Strategy strategy, Duration timeout) {
    requireOpen();
    return groups.reserve(jobs.current().id(), bundles, strategy, timeout);
  }

  @Override
  public WeftContext context() {
    requireOpen();
    RunningCall running = RunningCall.current();
    Job job = jobs.current();
    return new WeftContext(
        mode.name().toLowerCase(Locale.ROOT),
        transport.self().uuid(),
        job.id().uuid(),
        Optional.ofNullable(running).map(RunningCall::name),
        running == null ? 0 : running.attempt(),
        slots * workers(),
        RunningActor.context());
  }

  /** Leaves in good order: partitions and actors move to other members first. */
  @Override
  public synchronized void close() { // a second caller waits until the first is through
    if (closed) {
      return;
    }
    closed = true;
    grid.stopHealing();
    onClose.forEach(Runnable::run);
    drain();
    int undone = tasks.pending() + actors.pending();
    if (undone > 0 && mode != GridMode.MEMBER) {
      log.warn(
          "{} remote calls were not done when this process left: wait for their refs with Weft.get.",
          undone);
    }
    tasks.close(whyClosed);
    actors.close(whyClosed);
    if (mode == GridMode.EMBEDDED) {
      grid.terminate(); // nobody is there to hand anything over to
    } else {
      grid.close();
    }
    stop();
  }

  /**
   * Ends at once: nothing is handed over, for those who could take it do not know this node any
   * more. What is pending fails, and so does what code of this node's tasks still asks for.
   *
   * @param why the reason, for those whose calls fail; without a full stop
   */
  public synchronized void abandon(String why) {
    if (closed) {
      return;
    }
    whyClosed = why;
    closed = true;
    onClose.forEach(Runnable::run);
    tasks.close(why);
    actors.close(why);
    grid.terminate();
    stop();
  }

  private void stop() {
    taskPool.close();
    actorPool.close();
    threads.close();
    tasks.close(whyClosed); // what came meanwhile
    actors.close(whyClosed);
  }

  /**
   * From now on finds the other members again when it has lost sight of them.
   *
   * @param startAfresh see {@link Grid#heal}
   */
  public void heal(Runnable startAfresh) {
    grid.heal(this::standing, this::isBlank, startAfresh);
  }

  /** Where whoever is left may go on, each part of a cluster decides for itself. */
  private Standing standing() {
    View view = views.current();
    return view.quorum() == Quorum.ANY
        ? Standing.none()
        : new Standing(
            view.version(),
            view.members().stream().map(NodeId::uuid).toList(),
            views.isCutOff(),
            views.isRemoved());
  }

  /** Asked on a grid thread: nothing of this may wait for another member. */
  private boolean isBlank() {
    return replicas.size() == 0 && jobs.all().stream().allMatch(job -> job == jobs.own());
  }

  /** Waits until other members own the actors that are here, then leaves the agreed view. */
  private boolean handOver(long nanos) {
    long deadline = System.nanoTime() + nanos;
    if (mode != GridMode.MEMBER) {
      return true;
    }
    host.leave();
    try {
      while (hasHeirs() && replicas.owned() > 0 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(HAND_OVER_LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    boolean isDone = !hasHeirs() || replicas.owned() == 0;
    leaveView();
    return isDone;
  }

  /** Whether there are members that may take over what is here. */
  private boolean hasHeirs() {
    return !views.isCutOff() && views.current().members().size() > 1;
  }

  /** Lets the others agree to be without this member, while it can still vote for that. */
  private void leaveView() {
    if (!hasHeirs()) {
      return;
    }
    CountDownLatch left = new CountDownLatch(1);
    views.leave(left::countDown);
    try {
      if (!left.await(AGREEMENT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn(
            "The other members have not agreed within {} that this one leaves: they may lack its"
                + " vote.",
            AGREEMENT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the others to send no more tasks, and lets those that run here end. */
  private void drain() {
    if (mode != GridMode.MEMBER) {
      return;
    }
    for (NodeId node : transport.others()) {
      transport.send(node, Channel.LEAVING, new byte[0], (answer, failure) -> {});
    }
    if (!runner.drain(drain)) {
      log.warn(
          "{} tasks still run after {}; they are left, and run again elsewhere.",
          runner.count(),
          drain);
    }
    if (grid.hazelcast().getLifecycleService().isRunning() && !streams.drain(drain)) {
      log.warn("{} streams still have elements after {}; their rest is lost.", streams(), drain);
    }
  }

  /** The JVM is being shut down: tasks that did that get their answer first. */
  void jvmEnds() {
    tasks.answerThoseThatExit();
    runner.answerThoseThatExit();
    close();
  }

  /** Adds what is to be undone when this closes. */
  void onClose(Runnable action) {
    onClose.add(action);
  }

  private static ServiceRegistration registration(Transport transport) {
    return new ServiceRegistration(
        Transport.serviceName(),
        transport.service(),
        Transport.operationFactoryId(),
        Transport.operationFactory(),
        ClusterNode::configure);
  }

  private static void configure(Config config) {
    BundleMap.configure(config);
    Stores.configure(config);
  }

  private void listen() {
    if (mode == GridMode.DRIVER) {
      transport.whenWorkersChange(() -> threads.membership().execute(this::endIfAlone));
    }
    transport.listen(node -> threads.membership().execute(() -> left(node)));
    transport.receive(Channel.REPLICAS, replicas);
    transport.receive(Channel.ABSENCES, absences);
    transport.leaving(this::handOver);
    ClassServer classes = new ClassServer(jobs.own().id().uuid(), app, bundles, threads.classes());
    transport.receive(Channel.CLASSES, classes);
    transport.receive(Channel.OBJECTS, objects);
    transport.receive(Channel.COMPLETIONS, tasks::receive);
    transport.receive(Channel.HUNGRY, tasks::receiveHungry);
    for (WorkerPool pool : List.of(taskPool, actorPool)) {
      var unused =
          threads
              .timer()
              .scheduleWithFixedDelay(
                  pool::lookAgain, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    taskPool.whenHungry(
        () -> {
          tasks.isHungry();
          runner.isHungry();
        });
    transport.receive(
        Channel.LEAVING,
        (from, message, reply) -> {
          reply.send(new byte[0]);
          transport.leaving(from);
        });
    transport.receive(Channel.GROUPS, groupHost);
    transport.receive(Channel.CANCELS, runner::receiveCancel);
    transport.receive(Channel.ROOM, runner::receiveQuestion);
    transport.receive(Channel.TASKS, runner::receive);
    transport.receive(Channel.LONE_TASKS, runner::receiveLone);
    transport.receive(Channel.ACTORS, host);
    transport.receive(Channel.ACTOR_BATCHES, host::receiveBatch);
    transport.receive(Channel.ACTOR_ANSWERS, actors::receive);
    transport.receive(Channel.ECHO, new Echo(slots));
    transport.receive(Channel.STREAMS, streams);
    listenToViews();
    jobs.onEnd(runner::end);
    jobs.onEnd(streams::end);
    jobs.onEnd(host::end);
    jobs.onEnd(groups::end);
    jobs.onEnd(tasks::end);
    jobs.onEnd(actors::end);
    jobs.onEnd(objects::end);
    jobs.onDetachedEnd(id -> cleanUp(threads.membership(), () -> detached.ended(id)));
    if (mode != GridMode.DRIVER) {
      var unused =
          threads
              .timer()
              .scheduleWithFixedDelay(
                  this::lookAtDetached, DETACHED_SECONDS, DETACHED_SECONDS, TimeUnit.SECONDS);
    }
  }

  /**
   * A driver that sees no member any more has been left by all, or they have declared it dead: its
   * job has ended there, and with it its actors and objects. It must not go on under that name when
   * it sees members again.
   */
  private void endIfAlone() {
    if (!grid.hasMembers() && !closed) {
      log.warn("No member of the cluster is left to this driver; its job has ended.");
      Thread end = new Thread(this::lost, "weft-lost"); // which ends the calling one
      end.setDaemon(true);
      end.start();
    }
  }

  private void lost() {
    abandon(LOST);
    Engines.lost(this);
  }

  private void listenToViews() {
    views.listen(new ViewLog(transport, views, () -> closed));
    views.listen(this::follow);
    views.start(transport.members(), transport.isFirst());
    transport.receive(Channel.VIEWS, views);
    ViewFeed feed = new ViewFeed(transport, views);
    transport.whenWorkersChange(feed);
    var unused =
        threads
            .timer()
            .scheduleWithFixedDelay(feed, LIST_MILLIS, LIST_MILLIS, TimeUnit.MILLISECONDS);
    replicas.start();
  }

  /** Whether this node is one of the agreed members; one that has just joined is not yet. */
  private boolean isAdmitted() {
    return views.current().contains(transport.self());
  }

  private void follow(View view) {
    if (view.version() == 0) {
      replicas.reset(); // this node has another name, and nothing of what it had
    } else {
      replicas.review();
    }
  }

  /** A node is out of sight: what it sent to be run is of no use here. */
  private void left(NodeId node) {
    cleanUp(
        node,
        () -> {
          runner.left(node);
          groupHost.left(node);
          streams.left(node);
          tasks.left(node);
          actors.left(node);
        });
    absences.look(node);
  }

  /** A node is out of the sight of a quorum: its job has ended, and its actors with it. */
  private void gone(NodeId node) {
    cleanUp(
        node,
        () -> {
          host.gone(node);
          jobs.driverLeft(node);
          if (isOldestWorker()) {
            forgetJob(node.uuid());
            lookForLostJobs();
          }
        });
  }

  /** Looks whether detached actors are dead whose jobs have not ended. */
  void lookAtDetached() {
    cleanUp(threads.fetchers(), detached::look); // it waits for other members
  }

  /** Cleans up after detached actors. */
  private void cleanUp(Executor executor, Runnable steps) {
    executor.execute(
        () -> {
          try {
            steps.run();
          } catch (RuntimeException e) {
            if (!closed) {
              log.warn("Cleaning up after detached actors failed; it is tried again.", e);
            }
          }
        });
  }

  private boolean isOldestMember() {
    return isOldestWorker() && !views.isCutOff();
  }

  private void cleanUp(NodeId node, Runnable steps) {
    try {
      steps.run();
    } catch (RuntimeException e) {
      if (!closed) {
        log.warn("Cleaning up after node {} failed.", node, e);
      }
    }
  }

  /** Removes from the grid what a job left there whose driver is gone. */
  private void forgetJob(UUID job) {
    bundles.forget(job);
    Stores.objects(grid.hazelcast(), job).destroy(); // this node may not have heard of its maps
  }

  /** The member that was to clean up after a job may have been lost before it had. */
  private void lookForLostJobs() {
    Set<UUID> known = new HashSet<>(bundles.jobs());
    known.addAll(Stores.jobsWithObjects(grid.hazelcast()));
    for (UUID job : known) {
      NodeId driver = new NodeId(job);
      if (!new JobId(job).isDetached() && !transport.isMember(driver)) {
        absences.look(driver);
      }
    }
  }

  private boolean isOldestWorker() {
    return !transport.workers().isEmpty() && transport.workers().get(0).equals(transport.self());
  }

  private void requireOpen() {
    if (closed) {
      ProcessEnd.holdBack();
      throw new ClusterUnavailableException(whyClosed + ".");
    }
  }

  /**
   * What a node holds.
   *
   * @param tasks tasks queued or running
   * @param actors actors living here
   * @param jobs jobs known
   * @param classes classes that jobs brought to the grid
   */
  public record Load(int tasks, int actors, int jobs, int classes) {}
}
