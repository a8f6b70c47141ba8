package dev.weft.it.faults.nodes;

import dev.weft.it.kit.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A network namespace with one interface. To cut it off from another, packets for the other's
 * address are sent to a hardware address that nobody has: they vanish in silence, connections that
 * exist stay as they are, and no tool is needed that a bare system lacks.
 */
public final class Namespace implements Place {

  private static final String NOBODY = "02:00:00:00:00:fe";

  private final String name;
  private final String address;

  Namespace(String name, String address) {
    this.name = name;
    this.address = address;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public JavaCommand run(JavaCommand command) {
    return command.launchedBy(List.of("ip", "netns", "exec", name));
  }

  /** Drops what is sent from here to there; the other way stays open. */
  void dropTo(Namespace other) {
    ip("neigh", "replace", other.address, "lladdr", NOBODY, "dev", "eth0", "nud", "permanent");
  }

  /** Lets packets reach the other again; no effect if they do. */
  void reach(Namespace other) {
    ip("neigh", "replace", other.address, "lladdr", NOBODY, "dev", "eth0", "nud", "permanent");
    ip("neigh", "del", other.address, "dev", "eth0");
  }

  String name() {
    return name;
  }

  private void ip(String... arguments) {
    try {
      String[] command = new String[arguments.length + 3];
      command[0] = "ip";
      command[1] = "-n";
      command[2] = name;
      System.arraycopy(arguments, 0, command, 3, arguments.length);
      SystemCommand.run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
