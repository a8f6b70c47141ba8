package dev.weft.it.faults.nodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * Network namespaces on one bridge, which reach each other and nothing else. Their names carry the
 * id of this process; they are deleted at the end of the test, at the latest of this process, and
 * those of a process that was killed by the next one.
 */
public final class Network implements AutoCloseable {

  private static final String PREFIX = "weftit";
  private static final String SUBNET = "10.213.7.";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String id =
      Long.toString(ProcessHandle.current().pid(), 36) + "n" + COUNT.incrementAndGet();
  private final List<Namespace> places = new ArrayList<>();
  private final Thread atExit = new Thread(this::delete, "delete-network");

  private Network() {}

  /** Makes a network of some places; skips the test where that is not possible. */
  public static Network assume(int places) {
    Network network = new Network();
    Runtime.getRuntime().addShutdownHook(network.atExit);
    try {
      sweep();
      network.make(places);
      return network;
    } catch (IOException e) {
      network.close();
      Assumptions.abort(
          "No network namespaces here, so nobody is cut off: it takes Linux, root and the command"
              + " ip (iproute2). "
              + e.getMessage());
      throw new AssertionError(e);
    }
  }

  /** Its places. */
  public List<Namespace> places() {
    return List.copyOf(places);
  }

  /** Cuts the way from some to others; the ways back stay open. */
  public void cutOneWay(List<Namespace> from, List<Namespace> to) {
    for (Namespace place : from) {
      to.stream().filter(other -> other != place).forEach(place::dropTo);
    }
  }

  /** Cuts some and others off from each other. */
  public void cut(List<Namespace> some, List<Namespace> others) {
    cutOneWay(some, others);
    cutOneWay(others, some);
  }

  /** Opens all ways. */
  public void heal() {
    for (Namespace place : places) {
      places.stream().filter(other -> other != place).forEach(place::reach);
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is at its end, and the hook runs already.
    }
  }

  private void make(int count) throws IOException {
    SystemCommand.run("ip", "link", "add", bridge(), "type", "bridge");
    SystemCommand.run("ip", "link", "set", bridge(), "up");
    for (int i = 1; i <= count; i++) {
      String name = PREFIX + id + "p" + i;
      String port = "wf" + id + "v" + i;
      SystemCommand.run("ip", "netns", "add", name);
      Namespace place = new Namespace(name, SUBNET + i);
      places.add(place);
      SystemCommand.run(
          "ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name);
      SystemCommand.run("ip", "link", "set", port, "master", bridge(), "up");
      SystemCommand.run("ip", "-n", name, "addr", "add", place.address() + "/24", "dev", "eth0");
      SystemCommand.run("ip", "-n", name, "link", "set", "lo", "up");
      SystemCommand.run("ip", "-n", name, "link", "set", "eth0", "up");
    }
  }

  private String bridge() {
    return "wf" + id + "b";
  }

  private void delete() {
    places.forEach(place -> tryTo("ip", "netns", "del", place.name()));
    tryTo("ip", "link", "del", bridge());
  }

  /** Deletes what processes have left that were killed. */
  private static void sweep() throws IOException {
    for (String line : SystemCommand.run("ip", "netns", "list").lines().toList()) {
      String name = line.split(" ", 2)[0];
      if (name.matches(PREFIX + "[0-9a-z]+n\\d+p\\d+") && isLeft(name.substring(PREFIX.length()))) {
        tryTo("ip", "netns", "del", name);
        tryTo(
            "ip", "link", "del", "wf" + name.substring(PREFIX.length()).replaceFirst("p\\d+", "b"));
      }
    }
  }

  /** Whether a name's process is gone. The number after it has no letter that ends it. */
  private static boolean isLeft(String rest) {
    long pid = Long.parseLong(rest.replaceFirst("n\\d+p\\d+$", "").toLowerCase(Locale.ROOT), 36);
    return ProcessHandle.of(pid).isEmpty();
  }

  private static void tryTo(String... command) {
    try {
      SystemCommand.run(command);
    } catch (IOException e) {
      // It is not there: nothing to delete.
    }
  }
}
