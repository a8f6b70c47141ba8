package dev.weft.cluster.internal.task;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.scheduler.Candidates;
import dev.weft.cluster.internal.scheduler.Members;
import dev.weft.cluster.internal.scheduler.Request;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.UnplaceableException;
import dev.weft.error.WeftException;
import dev.weft.spi.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that ask for something, a line for each kind of request: a task that waits for what is
 * rare holds back none but its like.
 *
 * <p>A task that no member could ever run is reported at once, in the log once for each kind, and
 * fails when no member that could has come in time.
 */
final class RequestLines {

  private static final Logger log = LoggerFactory.getLogger(RequestLines.class);
  private static final int MAX_UNUSED = 256;
  private static final long MIN_ALARM_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Members members;
  private final ScheduledExecutorService timer;
  private final long patienceNanos;
  private final BiConsumer<PendingTask, NodeId> placed;
  private final BiConsumer<PendingTask, WeftException> failed;

  @GuardedBy("this")
  private final Map<Request, RequestLine> lines = new HashMap<>();

  @GuardedBy("this")
  private final SplittableRandom random = new SplittableRandom();

  @GuardedBy("this")
  private boolean isAlarmSet;

  private volatile boolean isBehind; // written under this

  /**
   * @param patience how long a task waits for a member that could run it
   * @param placed takes a task that has a node
   * @param failed takes a task that will have none
   */
  RequestLines(
      Members members,
      ScheduledExecutorService timer,
      Duration patience,
      BiConsumer<PendingTask, NodeId> placed,
      BiConsumer<PendingTask, WeftException> failed) {
    this.members = members;
    this.timer = timer;
    this.patienceNanos = patience.toNanos();
    this.placed = placed;
    this.failed = failed;
  }

  /** Takes a task that is ready. */
  void add(PendingTask task) {
    if (members.workers().isEmpty()) {
      failed.accept(task, nobody(task));
      return;
    }
    Changes changes = new Changes();
    synchronized (this) {
      RequestLine line = line(task.request());
      line.add(task, System.nanoTime());
      look(line, changes);
      isBehind = behind();
    }
    tell(changes);
  }

  /** A task is on a node without having waited here. */
  synchronized void ran(PendingTask task, NodeId node) {
    line(task.request()).ran(node, task.size());
  }

  /** A task has left a node. */
  synchronized void done(PendingTask task, NodeId node) {
    RequestLine line = lines.get(task.request());
    if (line != null) {
      line.done(node, task.size());
    }
  }

  /** A task that may wait here is over. */
  synchronized void dropped(PendingTask task) {
    RequestLine line = lines.get(task.request());
    if (line != null) {
      line.dropped();
    }
  }

  /** Whether tasks wait for room. */
  boolean isBehind() {
    return isBehind;
  }

  /** A node could run more than it has been given. */
  void isHungry(NodeId node) {
    if (isBehind) {
      synchronized (this) {
        lines.values().forEach(line -> line.candidates().isHungry(node));
      }
      look();
    }
  }

  /** Places what waits for room, as far as there is any. */
  void drain() {
    if (isBehind) {
      look();
    }
  }

  /** Looks at all that waits: members have come or gone. */
  void look() {
    Changes changes = new Changes();
    synchronized (this) {
      lines.values().forEach(line -> look(line, changes));
      if (lines.size() > MAX_UNUSED) {
        lines.values().removeIf(RequestLine::isUnused);
      }
      isBehind = behind();
    }
    tell(changes);
  }

  /** What waits and could run nowhere. */
  synchronized List<Stranded> stranded() {
    long now = System.nanoTime();
    return lines.values().stream()
        .filter(RequestLine::isStranded)
        .map(
            line ->
                new Stranded(
                    line.request().toString(),
                    line.waiting(),
                    Duration.ofNanos(line.strandedNanos(now))))
        .toList();
  }

  @GuardedBy("this")
  private RequestLine line(Request request) {
    return lines.computeIfAbsent(
        request,
        key -> new RequestLine(key, new Candidates(key, members, System::nanoTime, random)));
  }

  @GuardedBy("this")
  private boolean behind() {
    for (RequestLine line : lines.values()) {
      if (line.isBehind()) {
        return true;
      }
    }
    return false;
  }

  @GuardedBy("this")
  private void look(RequestLine line, Changes changes) {
    long now = System.nanoTime();
    changes.placed.addAll(line.place());
    if (line.strands(now)) {
      changes.reports.add(report(line));
    }
    if (!line.isStranded()) {
      return;
    }
    if (isHopeless(line.request())) {
      line.expire(now, 0).forEach(task -> changes.failed.put(task, gone(task)));
    } else {
      setAlarm(patienceNanos);
    }
  }

  /** A member that was named, or has the bundle, and is not there is not waited for. */
  private static boolean isHopeless(Request request) {
    return request.place() instanceof Place.OnMember || request.place() instanceof Place.InGroup;
  }

  @GuardedBy("this")
  @SuppressWarnings("FutureReturnValueIgnored") // what it does cannot fail
  private void setAlarm(long nanos) {
    if (!isAlarmSet) {
      isAlarmSet = true;
      timer.schedule(this::expire, Math.max(nanos, MIN_ALARM_NANOS), TimeUnit.NANOSECONDS);
    }
  }

  private void expire() {
    Changes changes = new Changes();
    synchronized (this) {
      isAlarmSet = false;
      long now = System.nanoTime();
      for (RequestLine line : lines.values()) {
        if (line.isStranded()) {
          line.expire(now, patienceNanos).forEach(task -> changes.failed.put(task, late(task)));
        }
        if (line.isStranded()) {
          setAlarm(patienceNanos / 8);
        }
      }
    }
    tell(changes);
  }

  private void tell(Changes changes) {
    changes.reports.forEach(log::warn);
    changes.placed.forEach(next -> placed.accept(next.task(), next.node()));
    changes.failed.forEach(failed);
  }

  private String report(RequestLine line) {
    return "No member can run tasks that ask for "
        + line.request()
        + ": "
        + line.candidates().describeWorkers()
        + "."
        + (isHopeless(line.request()) ? "" : " They wait for one that can.");
  }

  private WeftException late(PendingTask task) {
    return new UnplaceableException(
        "Task "
            + task.name()
            + " asks for "
            + task.request()
            + ", which no member has, and none that has it came within "
            + seconds()
            + " s (weft.placement.timeout). Start one with: weft member --resources …, or ask for"
            + " less.");
  }

  private WeftException gone(PendingTask task) {
    return new UnplaceableException(
        "Task "
            + task.name()
            + " may only run on "
            + task.request().place()
            + ", which is not there or does not have "
            + task.request().demand()
            + (task.request().claim().bundle() == null
                ? ". Placement.prefer would let it run elsewhere."
                : ". Close the group, and reserve another."));
  }

  private static WeftException nobody(PendingTask task) {
    return new ClusterUnavailableException(
        "No member is left to run " + task.name() + ". Start one with: weft member");
  }

  private String seconds() {
    double seconds = patienceNanos / 1e9;
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : "" + seconds;
  }

  /** What is to be done outside the lock. */
  private static final class Changes {
    private final Collection<RequestLine.Placed> placed = new ArrayList<>();
    private final Map<PendingTask, WeftException> failed = new HashMap<>();
    private final Collection<String> reports = new ArrayList<>();
  }
}
