package dev.weft.it.faults.nodes;

import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MemberProcess;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A member of the cluster: one that starts, serves, or has died. */
public final class Member {

  /** What a member says when it serves, and when another one has come or gone. */
  private static final Pattern KNOWN = Pattern.compile("members: (\\d+)|\\| (\\d+) members?,");

  /** What it says when all its actors have a backup, once for each view. */
  private static final Pattern KEPT = Pattern.compile("View (\\d+) of (\\d+) members?: all \\d+ ");

  /** What a process ends with that has halted at a failpoint. */
  private static final int HALTED = 77;

  private final int number;
  private final Place place;
  private final JavaProcess process;
  private String address = "";

  Member(int number, Place place, JavaProcess process) {
    this.number = number;
    this.place = place;
    this.process = process;
  }

  public JavaProcess process() {
    return process;
  }

  public Place place() {
    return place;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it serves. */
  public void awaitServing() {
    address = MemberProcess.of(process).address();
  }

  /** Waits until it serves, or has given up. */
  public boolean serves() {
    try {
      awaitServing();
      return true;
    } catch (AssertionError e) {
      if (isAlive()) {
        throw e;
      }
      return false;
    }
  }

  /** How many members there are, by its log. */
  int known() {
    List<String> lines = process.err().lines();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher line = KNOWN.matcher(lines.get(i));
      if (line.find()) {
        return Integer.parseInt(line.group(1) != null ? line.group(1) : line.group(2));
      }
    }
    return 0;
  }

  /**
   * The last view of so many members in which it has said that what it has is kept on as many as it
   * should be; 0 if that was one of another number.
   */
  long safeView(int members) {
    List<String> lines = process.err().lines();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher line = KEPT.matcher(lines.get(i));
      if (line.find()) {
        return Integer.parseInt(line.group(2)) == members ? Long.parseLong(line.group(1)) : 0;
      }
    }
    return 0;
  }

  /** Whether it has ended at a failpoint. */
  public boolean hasHalted() {
    return !isAlive() && process.exitCode() == HALTED;
  }

  /** Where it listens; empty if nobody has waited for that yet. */
  public String address() {
    return address;
  }

  @Override
  public String toString() {
    return "member " + number + " (" + (address.isEmpty() ? place.address() : address) + ")";
  }
}
