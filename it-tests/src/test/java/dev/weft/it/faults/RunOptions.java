package dev.weft.it.faults;

import dev.weft.it.kit.Artifacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a run is set up.
 *
 * @param members how many there are when all are well
 * @param drivers how many, each with callers of its own
 * @param seed of all that is drawn
 * @param longestCutMillis how long anybody is cut off at most
 * @param memberOptions of the JVMs of members
 * @param driverOptions of the JVMs of drivers
 * @param memberJar what members run from
 * @param agentJar what drivers run with
 */
record RunOptions(
    int members,
    int drivers,
    long seed,
    int longestCutMillis,
    List<String> memberOptions,
    List<String> driverOptions,
    Path memberJar,
    Path agentJar) {

  /** Members that are cut off may, or may not, count as dead within that time. */
  private static final int LONGEST_CUT_MILLIS = 20_000;

  RunOptions {
    memberOptions = List.copyOf(memberOptions);
    driverOptions = List.copyOf(driverOptions);
  }

  /** Three members and two drivers; the seed is new, or {@code weft.faults.seed}. */
  static RunOptions defaults() {
    long seed = Long.getLong("weft.faults.seed", System.nanoTime() % 1_000_000);
    return new RunOptions(
        3,
        2,
        seed,
        LONGEST_CUT_MILLIS,
        List.of(),
        List.of(),
        Artifacts.weftJar(),
        Artifacts.agentJar());
  }

  RunOptions withSeed(long other) {
    return new RunOptions(
        members,
        drivers,
        other,
        longestCutMillis,
        memberOptions,
        driverOptions,
        memberJar,
        agentJar);
  }

  RunOptions withMembers(int count) {
    return new RunOptions(
        count, drivers, seed, longestCutMillis, memberOptions, driverOptions, memberJar, agentJar);
  }

  RunOptions withDrivers(int count) {
    return new RunOptions(
        members, count, seed, longestCutMillis, memberOptions, driverOptions, memberJar, agentJar);
  }

  RunOptions withLongestCut(int millis) {
    return new RunOptions(
        members, drivers, seed, millis, memberOptions, driverOptions, memberJar, agentJar);
  }

  /** With options of the workload, as {@code faults.callers=2}. */
  RunOptions withWorkload(String... settings) {
    List<String> all = new ArrayList<>(driverOptions);
    Arrays.stream(settings).forEach(setting -> all.add("-D" + setting));
    return new RunOptions(
        members, drivers, seed, longestCutMillis, memberOptions, all, memberJar, agentJar);
  }

  /** With options of the members' JVMs. */
  RunOptions withMemberOptions(String... more) {
    List<String> all = new ArrayList<>(memberOptions);
    all.addAll(Arrays.asList(more));
    return new RunOptions(
        members, drivers, seed, longestCutMillis, all, driverOptions, memberJar, agentJar);
  }

  /** With members and drivers that run from other jars. */
  RunOptions withJars(Path members, Path agent) {
    return new RunOptions(
        this.members,
        drivers,
        seed,
        longestCutMillis,
        memberOptions,
        driverOptions,
        members,
        agent);
  }
}
