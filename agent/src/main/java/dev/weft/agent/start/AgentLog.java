package dev.weft.agent.start;

import dev.weft.agent.check.Message;
import java.nio.file.Path;
import java.util.Set;

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

  static void notWoven(String className, Throwable reason) {
    unwoven(
        className.replace('/', '.'),
        "It stays unwoven, remote calls in it run in their caller's thread: " + reason);
  }

  /** One line for several classes. */
  static void unwoven(String classes) {
    print(classes);
  }

  static void ownCopy(ClassLoader loader) {
    print(
        "error: "
            + loader
            + " has loaded a copy of Weft of its own, which is not connected to the agent: its"
            + " remote calls run in their caller's thread. Leave Weft out of the application's"
            + " archive, or let that loader ask its parent first.");
  }

  static void onModulePath(Module module) {
    print(
        "error: nothing is woven: the application has Weft on its module path, in the module "
            + module.getName()
            + ", and modules cannot see the agent's. Put the application on the class path, or"
            + " weave it at build time with weft-maven-plugin.");
  }

  static void cannotAttach(Class<?> loaded) {
    print(
        "error: nothing is woven: the application has loaded Weft from its own class path already ("
            + loaded.getName()
            + "), and would not meet the agent's. Attach before it uses Weft, or start it with"
            + " -javaagent:weft-agent.jar.");
  }

  static void attached(int classes) {
    print(
        "attached: "
            + classes
            + (classes == 1 ? " loaded class was" : " loaded classes were")
            + " woven in place; classes that are loaded from now on are woven as they come.");
  }

  static void staysPlain(Set<String> classes, String reason) {
    print(
        "warning: "
            + classes.size()
            + (classes.size() == 1 ? " loaded class stays" : " loaded classes stay")
            + " plain Java, "
            + reason
            + ": "
            + String.join(", ", classes)
            + ". Start with -javaagent:weft-agent.jar, or attach before they are used.");
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
