package dev.weft.cluster.internal.membership;

import static com.hazelcast.instance.EndpointQualifier.MEMBER;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.server.ServerConnectionManager;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Brings the parts of a cluster together again that had lost sight of each other: asks, once a
 * second, at every address where there has been a member and is none now, whether there is one that
 * this one does not know, and follows the {@link Course}.
 *
 * <p>Runs on the daemon thread {@code weft-heal}, to which the fields are confined but for {@code
 * stopped}.
 */
final class Healing {

  private static final Logger log = LoggerFactory.getLogger(Healing.class);

  private static final long PERIOD_MILLIS = 1_000;
  private static final long ANSWER_MILLIS = 2_000;

  /** After so many rounds without an answer an address is asked in every tenth round only. */
  private static final int PATIENT_ROUNDS = 300;

  private static final int IMPATIENT = 10;

  /** For so many rounds another member may be without a connection to this one. */
  private static final int TOLERATED_ROUNDS = 5;

  /** For so long after a standstill the others in the list are asked too: it may be an old one. */
  private static final Duration DOUBT = Duration.ofSeconds(30);

  private final Node node;
  private final GridJoiner joiner;
  private final OwnPart part;
  private final SeenMembers seen;
  private final List<HostPort> seeds;
  private final Duration forgivenPause;
  private final Runnable startAfresh;
  private final Map<Address, Integer> silent = new HashMap<>();
  private Map<UUID, Integer> unreachable = Map.of();
  private final Set<Address> strangers = new HashSet<>();
  private long doubtfulUntil = System.nanoTime();
  private int round;
  private volatile boolean stopped;

  /**
   * @param forgivenPause a standstill that others do not take for a death
   * @param startAfresh ends this node, and sees to it that another one joins in its place
   */
  Healing(
      Node node,
      GridJoiner joiner,
      OwnPart part,
      SeenMembers seen,
      List<HostPort> seeds,
      Duration forgivenPause,
      Runnable startAfresh) {
    this.node = node;
    this.joiner = joiner;
    this.part = part;
    this.seen = seen;
    this.seeds = seeds;
    this.forgivenPause = forgivenPause;
    this.startAfresh = startAfresh;
  }

  void start() {
    Thread thread = new Thread(this::run, "weft-heal");
    thread.setDaemon(true);
    thread.setContextClassLoader(Healing.class.getClassLoader());
    thread.start();
  }

  /** Lets the round that is under way end, and begins no other. */
  void stop() {
    stopped = true;
  }

  private void run() {
    try {
      long last = System.nanoTime();
      while (node.isRunning() && !stopped) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        long now = System.nanoTime();
        notice(Duration.ofNanos(now - last), now);
        if (!stopped && mustStartAfresh()) {
          startAfresh.run();
          return;
        }
        last = System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A clock that jumps: SIGSTOP, a suspended machine, an endless garbage collection. */
  private void notice(Duration sinceLast, long now) {
    if (sinceLast.compareTo(forgivenPause) > 0 && !seen.all().isEmpty()) {
      log.warn(
          "This process stood still for {} s, longer than a member may: the others may have gone on"
              + " without it.",
          sinceLast.toSeconds());
      doubtfulUntil = now + DOUBT.toNanos();
    }
  }

  /** A round that fails, perhaps because the node is ending, must not be the last. */
  private boolean mustStartAfresh() throws InterruptedException {
    try {
      return isOfThePast();
    } catch (RuntimeException e) {
      log.atLevel(node.isRunning() ? Level.WARN : Level.DEBUG)
          .setCause(e)
          .log("Looking for members that were lost sight of failed.");
      return false;
    }
  }

  /** Looks around once, and rejoins if that is the course. */
  private boolean isOfThePast() throws InterruptedException {
    round++;
    Part own = part.describe();
    if (own == null) {
      return false; // it is rejoining just now
    }
    part.stays(); // if it was about to give way, that is done
    tellOfUnreachable();
    Found best = askAround(own);
    if (best == null || !reachesAll(best.part())) {
      return false;
    }
    switch (best.isSure(own) ? best.course() : agreeOn(best, own)) {
      case AFRESH -> {
        log.warn(
            "The other members have gone on without this one: it gives up what it holds and joins"
                + " {} anew.",
            text(best.speaker()));
        return true;
      }
      case REJOIN -> {
        log.info(
            "The members at {} can be reached again: rejoining them, with what this one holds.",
            text(best.speaker()));
        joiner.rejoin(best.speaker());
      }
      case STAY, STRANGERS -> part.stays();
    }
    return false;
  }

  /** Has the other part stay while this one gives way to it. */
  private Course agreeOn(Found best, Part own) throws InterruptedException {
    PartQuestion.Answer answer = part.beginToGiveWay() ? ask(best.speaker(), own, true) : null;
    return answer == null ? Course.STAY : answer.course();
  }

  /** The part to which this one gives way, of several the one to which the others do; or null. */
  private @Nullable Found askAround(Part own) throws InterruptedException {
    Found best = null;
    Set<Address> asked = new HashSet<>();
    Deque<Address> open = new ArrayDeque<>(targets(own));
    while (!open.isEmpty()) {
      Address address = open.remove();
      PartQuestion.Answer answer = asked.add(address) ? ask(address, own, false) : null;
      if (answer == null) {
        continue;
      }
      Part other = answer.part();
      if (!other.isMaster() && !other.master().equals(node.getThisAddress())) {
        open.add(other.master());
      }
      switch (answer.course()) {
        case AFRESH, REJOIN -> {
          if (best == null || best.part().givesWayTo(other)) {
            best = found(other, address, answer.course());
          }
        }
        case STRANGERS -> warnOfStrangers(address);
        case STAY -> {}
      }
    }
    return best;
  }

  /** Among members of whom it cannot reach some it would have to go again. */
  private boolean reachesAll(Part other) {
    ServerConnectionManager connections = node.getServer().getConnectionManager(MEMBER);
    boolean isComplete = true;
    for (Address address : other.addresses()) {
      if (!address.equals(node.getThisAddress())
          && connections.getOrConnect(address, true) == null) {
        log.debug("{} cannot be reached yet.", text(address));
        isComplete = false;
      }
    }
    return isComplete;
  }

  private void tellOfUnreachable() {
    ServerConnectionManager connections = node.getServer().getConnectionManager(MEMBER);
    ClusterServiceImpl cluster = node.getClusterService();
    Map<UUID, Integer> lacking = new HashMap<>();
    for (Member member : cluster.getMembers()) {
      if (!member.localMember() && connections.getOrConnect(member.getAddress(), true) == null) {
        lacking.put(member.getUuid(), unreachable.getOrDefault(member.getUuid(), 0) + 1);
      }
    }
    unreachable = lacking;
    Address master = cluster.getMasterAddress();
    if (master == null || cluster.isMaster()) {
      return;
    }
    lacking.forEach(
        (member, rounds) -> {
          if (rounds >= TOLERATED_ROUNDS) {
            node.getNodeEngine().getOperationService().send(new Unreachable(member), master);
          }
        });
  }

  /** One that has not noticed yet that it lost sight of this node may take it for its master. */
  private Found found(Part other, Address asked, Course course) {
    return new Found(
        other, other.master().equals(node.getThisAddress()) ? asked : other.master(), course);
  }

  private void warnOfStrangers(Address address) {
    if (strangers.add(address)) {
      log.warn(
          "{} belongs to another cluster with the same name and key. Both have work of their own, so"
              + " neither joins the other: stop the members of one of them, and start them with"
              + " --join.",
          text(address));
    }
  }

  private List<Address> targets(Part own) {
    boolean isDoubtful = own.standing().isCutOff() || doubtfulUntil - System.nanoTime() > 0;
    Set<Address> targets = new LinkedHashSet<>();
    for (HostPort seed : seeds) {
      try {
        targets.add(seed.address());
      } catch (UnknownHostException e) {
        log.debug("There is no host {} just now.", seed.host());
      }
    }
    targets.addAll(seen.all());
    ClusterServiceImpl cluster = node.getClusterService();
    return targets.stream()
        .filter(address -> !address.equals(node.getThisAddress()))
        .filter(address -> isDoubtful || cluster.getMember(address) == null)
        .filter(address -> silent.getOrDefault(address, 0) < PATIENT_ROUNDS || isLongRound())
        .toList();
  }

  private boolean isLongRound() {
    return round % IMPATIENT == 0;
  }

  private PartQuestion.@Nullable Answer ask(Address address, Part own, boolean isBinding)
      throws InterruptedException {
    ServerConnectionManager connections = node.getServer().getConnectionManager(MEMBER);
    if (connections.getOrConnect(address, true) == null) {
      silent.merge(address, 1, Integer::sum); // if it can be reached, it is by the next round
      return null;
    }
    Future<PartQuestion.Answer> future =
        node.getNodeEngine()
            .getOperationService()
            .createInvocationBuilder(
                ClusterServiceImpl.SERVICE_NAME, new PartQuestion(own, isBinding), address)
            .setTryCount(1)
            .invoke();
    try {
      PartQuestion.Answer answer = future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      silent.remove(address);
      return answer;
    } catch (ExecutionException | TimeoutException e) {
      log.debug("{} does not answer: {}", text(address), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static String text(Address address) {
    return address.getHost() + ":" + address.getPort();
  }

  /** Another part, the member of it to turn to, and what this one is to do. */
  private record Found(Part part, Address speaker, Course course) {

    /** What members have agreed upon does not change, whatever becomes of the other part. */
    boolean isSure(Part own) {
      return course == Course.AFRESH && own.standing().isAgreed();
    }
  }
}
