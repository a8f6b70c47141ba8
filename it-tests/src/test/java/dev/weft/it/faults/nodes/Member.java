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

  /** Where it listens; empty if nobody has waited for that yet. */
  public String address() {
    return address;
  }

  @Override
  public String toString() {
    return "member " + number + " (" + (address.isEmpty() ? place.address() : address) + ")";
  }
}
