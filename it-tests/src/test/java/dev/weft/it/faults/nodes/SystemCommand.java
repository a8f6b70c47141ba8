package dev.weft.it.faults.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command of the system. */
final class SystemCommand {

  private SystemCommand() {}

  /**
   * Runs it and waits for its end.
   *
   * @return what it wrote
   * @throws IOException if there is no such command, or it fails; the message has what it wrote
   */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(List.of(command) + " ended with " + code + ": " + output.strip());
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + List.of(command) + " runs.", e);
    }
  }
}
