package dev.weft.it.faults.nodes;

import dev.weft.it.kit.JavaCommand;

/** The loopback interface: nobody can be cut off there. */
enum Loopback implements Place {
  INSTANCE;

  @Override
  public String address() {
    return "127.0.0.1";
  }

  @Override
  public JavaCommand run(JavaCommand command) {
    return command;
  }
}
