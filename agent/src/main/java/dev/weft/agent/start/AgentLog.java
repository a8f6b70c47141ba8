package dev.weft.agent.start;

import dev.weft.agent.check.Message;
import java.nio.file.Path;

/**
 * Where the agent tells the user about woven code: standard error. The application's logging is not
 * there yet when its first classes are woven, and starting the JDK's own would come before it.
 */
final class AgentLog {

  private AgentLog() {}

  static void found(Message message) {
    print((message.isError() ? "error: " : "warning: ") + message);
  }

  static void unwoven(String className, String reason) {
    print("warning: " + className + ": " + reason);
  }

  /** One line for several classes. */
  static void unwoven(String classes) {
    print(classes);
  }

  static void ownCopy(ClassLoader loader) {
    print(
        "error: "
            + loader
            + " has a copy of Weft of its own, which is not connected to the agent. Leave Weft out"
            + " of the application's archive, or let that loader ask its parent first.");
  }

  static void ignored(String what) {
    print("warning: " + what);
  }

  static void noReport(Path file, Throwable reason) {
    print("warning: the report cannot be written to " + file + ": " + reason);
  }

  static void dryRun() {
    print("dry run: nothing is woven, the program runs as plain Java");
  }

  /** A report as it is, after the program's own output. */
  static void report(String text) {
    System.err.print(text);
  }

  static void noLog(Throwable reason) {
    print("warning: the engine's log does not start as it should: " + reason);
  }

  private static void print(String line) {
    System.err.println("weft: " + line);
  }
}
