package dev.weft.it.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a run is set up.
 *
 * @param members how many there are when all are well
 * @param drivers how many, each with callers and actors of its own
 * @param seed of all that is drawn
 * @param memberOptions of the JVMs of members
 * @param driverOptions of the JVMs of drivers
 */
record RunOptions(
    int members, int drivers, long seed, List<String> memberOptions, List<String> driverOptions) {

  RunOptions {
    memberOptions = List.copyOf(memberOptions);
    driverOptions = List.copyOf(driverOptions);
  }

  /** Three members and two drivers; the seed is new, or {@code weft.faults.seed}. */
  static RunOptions defaults() {
    return new RunOptions(
        3,
        2,
        Long.getLong("weft.faults.seed", System.nanoTime() % 1_000_000),
        List.of(),
        List.of());
  }

  RunOptions withMembers(int count) {
    return new RunOptions(count, drivers, seed, memberOptions, driverOptions);
  }

  RunOptions withDrivers(int count) {
    return new RunOptions(members, count, seed, memberOptions, driverOptions);
  }

  /** With options of the workload, as {@code faults.callers=2}. */
  RunOptions withWorkload(String... settings) {
    List<String> all = new ArrayList<>(driverOptions);
    Arrays.stream(settings).forEach(setting -> all.add("-D" + setting));
    return new RunOptions(members, drivers, seed, memberOptions, all);
  }

  /** With options of the members' JVMs. */
  RunOptions withMemberOptions(String... more) {
    List<String> all = new ArrayList<>(memberOptions);
    all.addAll(Arrays.asList(more));
    return new RunOptions(members, drivers, seed, all, driverOptions);
  }
}
