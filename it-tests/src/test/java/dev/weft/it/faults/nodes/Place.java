package dev.weft.it.faults.nodes;

import dev.weft.it.kit.JavaCommand;

/** Where a process runs, as seen from the network. */
public interface Place {

  /** The address on which it listens there. */
  String address();

  /** The same command, run there. */
  JavaCommand run(JavaCommand command);

  /** The loopback interface, which all processes share. */
  static Place loopback() {
    return Loopback.INSTANCE;
  }
}
