package dev.weft.it.faults;

import dev.weft.it.faults.nodes.Drivers;
import dev.weft.it.faults.nodes.Member;
import dev.weft.it.faults.nodes.Members;
import dev.weft.it.faults.nodes.Namespace;
import dev.weft.it.faults.nodes.Network;
import dev.weft.it.faults.nodes.Place;
import dev.weft.it.kit.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster under load: members, drivers that record their calls, and what it takes to harm them.
 * Drivers have places of their own.
 */
final class Rig implements AutoCloseable {

  /** Within this time after a fault is over, all is well again. */
  private static final Duration TO_RECOVER = Duration.ofSeconds(90);

  private static final int REPLIES = 60;

  private static final Duration CALM =
      Duration.ofMillis(Integer.getInteger("weft.faults.calm.millis", 1_000));

  private final @Nullable Network network;
  private final Members members;
  private final Drivers drivers;
  private final List<? extends Place> driverPlaces;
  private final RunOptions options;
  private final List<Set<String>> losses = new ArrayList<>();

  private Rig(
      @Nullable Network network,
      List<? extends Place> memberPlaces,
      List<? extends Place> driverPlaces,
      RunOptions options) {
    this.network = network;
    this.driverPlaces = driverPlaces;
    this.options = options;
    try {
      this.members = Members.start(memberPlaces, options.memberOptions(), options.memberJar());
    } catch (RuntimeException | Error e) {
      if (network != null) {
        network.close();
      }
      throw e;
    }
    this.drivers = new Drivers(members, options.agentJar());
    try {
      completeDrivers();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Processes on the loopback interface. */
  static Rig onLoopback(RunOptions options) {
    return new Rig(
        null,
        Collections.nCopies(options.members(), Place.loopback()),
        Collections.nCopies(options.drivers(), Place.loopback()),
        options);
  }

  /** Processes in network namespaces; skips the test where there are none. */
  static Rig inNamespaces(RunOptions options) {
    Network network = Network.assume(options.members() + options.drivers());
    List<Namespace> places = network.places();
    return new Rig(
        network,
        places.subList(0, options.members()),
        places.subList(options.members(), places.size()),
        options);
  }

  Members members() {
    return members;
  }

  Drivers drivers() {
    return drivers;
  }

  /** The network, of a rig that has one. */
  Network network() {
    if (network == null) {
      throw new IllegalStateException("This fault takes a rig in network namespaces.");
    }
    return network;
  }

  boolean hasNetwork() {
    return network != null;
  }

  /** The places of the members that are alive. */
  List<Namespace> memberPlaces() {
    return members.alive().stream().map(member -> (Namespace) member.place()).toList();
  }

  /** The places of the drivers. */
  List<Namespace> driverPlaces() {
    return driverPlaces.stream().map(Namespace.class::cast).toList();
  }

  /** One of the members that are alive. */
  Member anyMember(RandomGenerator random) {
    List<Member> alive = members.alive();
    return alive.get(random.nextInt(alive.size()));
  }

  /** Replaces drivers that have died. */
  void completeDrivers() {
    for (Place place : driverPlaces) {
      if (drivers.alive().size() < driverPlaces.size()
          && (place == Place.loopback() || drivers.isFree(place))) {
        drivers.start(place, options.seed(), options.driverOptions());
      }
    }
  }

  /** Leaves everything as it is for a time. */
  void hold(Duration time) {
    JavaProcess driver = drivers.alive().get(0);
    if (driver.endsWithin(time)) {
      throw new AssertionError(driver.name() + " has ended by itself.");
    }
  }

  /** Leaves everything as it is for a time that is drawn, and then opens all ways. */
  String holdCut(Random random) {
    int least = Math.min(2_000, options.longestCutMillis());
    int millis = least + random.nextInt(options.longestCutMillis() - least + 1);
    hold(Duration.ofMillis(millis));
    network().heal();
    return millis + " ms";
  }

  /**
   * Waits until the cluster is as it should be: who is left knows all others, those who died are
   * replaced, and every driver gets replies.
   *
   * @return what is still wrong when the time for it is over; empty if nothing is
   */
  String recover() {
    try {
      await("the members know each other", members::isWhole);
      await("all actors have a backup", members::isSafe);
      members.complete();
      completeDrivers();
      await("all actors have a backup with the new members", members::isSafe);
      awaitReplies();
      return "";
    } catch (ConditionTimeoutException | AssertionError e) {
      return e.getMessage() + " Now " + members.describe() + ".";
    }
  }

  /**
   * Leaves time for connections that were cut to be used again: members may count as dead some
   * seconds after they are reached again.
   */
  void calm() {
    hold(hasNetwork() ? CALM.multipliedBy(3) : CALM);
    await("the members know each other", members::isWhole);
    await("all actors have a backup", members::isSafe);
  }

  /**
   * Notes that members are about to die together: what was on both of two of them, and nowhere else
   * yet, is lost.
   */
  void dieTogether(Collection<Member> dying) {
    losses.add(dying.stream().map(Member::address).collect(Collectors.toSet()));
  }

  /** The addresses of those who died together, a set each time. */
  List<Set<String>> losses() {
    return List.copyOf(losses);
  }

  /** Waits until each driver has replies to some calls more. */
  void awaitReplies() {
    Map<JavaProcess, Long> goals = new HashMap<>();
    drivers.alive().forEach(driver -> goals.put(driver, drivers.replies(driver) + REPLIES));
    await(
        "every driver gets replies",
        () ->
            goals.entrySet().stream()
                .allMatch(goal -> drivers.replies(goal.getKey()) >= goal.getValue()));
  }

  /** Waits until all actors have a backup. */
  void awaitSafety() {
    await("the members know each other", members::isWhole);
    await("all actors have a backup", members::isSafe);
  }

  /** Leaves in the output of all processes what their threads do. */
  void dumpThreads() {
    members.alive().forEach(member -> member.process().dumpThreads());
    drivers.alive().forEach(JavaProcess::dumpThreads);
    hold(Duration.ofSeconds(1));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(TO_RECOVER).until(condition);
  }

  @Override
  public void close() {
    drivers.close();
    members.close();
    if (network != null) {
      network.close();
    }
  }
}
