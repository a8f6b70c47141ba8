package dev.weft.cluster.internal.cli;

/** Sets up logging of a process that is Weft's own: to standard error, one line for each event. */
final class CommandLogging {

  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private CommandLogging() {}

  /** Before the first logger is made; what the user has set stays. */
  static void configure() {
    set("defaultLogLevel", "warn");
    set("log.dev.weft", "info");
    set("showDateTime", "true");
    set("dateTimeFormat", "HH:mm:ss.SSS");
    set("showThreadName", "false");
    set("showShortLogName", "true");
  }

  private static void set(String key, String value) {
    if (System.getProperty(PREFIX + key) == null) {
      System.setProperty(PREFIX + key, value);
    }
  }
}
