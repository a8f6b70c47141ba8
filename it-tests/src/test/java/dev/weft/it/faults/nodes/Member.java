package dev.weft.it.faults.nodes;

import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.MemberProcess;

/** A member of the cluster: one that starts, serves, or has died. */
public final class Member {

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

  /** Where it listens; empty if nobody has waited for that yet. */
  public String address() {
    return address;
  }

  @Override
  public String toString() {
    return "member " + number + " (" + (address.isEmpty() ? place.address() : address) + ")";
  }
}
