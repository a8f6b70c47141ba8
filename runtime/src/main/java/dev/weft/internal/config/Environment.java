package dev.weft.internal.config;

import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from outside the program. The first that has one wins: system properties,
 * environment variables, the agent's arguments, {@code weft.properties} in the working directory.
 */
public final class Environment {

  private static volatile String agentArguments = "";

  private Environment() {}

  /** Called by the agent: what follows {@code -javaagent:weft-agent.jar=}, as {@code k=v;k=v}. */
  public static void agentArguments(String arguments) {
    agentArguments = arguments;
  }

  /** All settings given outside the program. */
  public static Map<Setting, String> read() {
    Map<Setting, String> found = new EnumMap<>(Setting.class);
    putAll(found, file(Path.of("weft.properties")), "weft.properties");
    putAll(found, parse(agentArguments), "the agent's arguments");
    for (Setting setting : Setting.values()) {
      String value = System.getenv(setting.variable());
      if (value != null && !value.isBlank()) {
        found.put(setting, value.trim());
      }
    }
    Properties system = new Properties();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("weft.")) {
        system.setProperty(name, System.getProperty(name));
      }
    }
    putAll(found, system, "a system property");
    return found;
  }

  /**
   * One setting, by the same order, with its default when it is not given. Says nothing of unknown
   * ones: the agent asks before the application's logging is there.
   */
  public static String value(Setting setting) {
    String value = System.getProperty(setting.key()); // no stream: this is on every start
    if (value == null) {
      String variable = System.getenv(setting.variable());
      value = variable == null || variable.isBlank() ? null : variable;
    }
    if (value == null) {
      value = value(setting, parse(agentArguments));
    }
    if (value == null) {
      value = value(setting, file(Path.of("weft.properties")));
    }
    return value == null ? setting.defaultValue() : value.trim();
  }

  private static @Nullable String value(Setting setting, Properties from) {
    String full = from.getProperty(setting.key());
    return full != null ? full : from.getProperty(setting.key().substring("weft.".length()));
  }

  private static void putAll(Map<Setting, String> found, Properties from, String origin) {
    for (String name : from.stringPropertyNames()) {
      String key = name.startsWith("weft.") ? name : "weft." + name;
      Setting.of(key)
          .ifPresentOrElse(
              setting -> found.put(setting, from.getProperty(name).trim()),
              () -> warnUnknown(key, origin));
    }
  }

  private static void warnUnknown(String key, String origin) {
    System.getLogger("dev.weft")
        .log(
            Level.WARNING,
            "Unknown setting {0} from {1}; did you mean {2}?",
            key,
            origin,
            Setting.nearest(key).key());
  }

  private static Properties file(Path path) {
    Properties properties = new Properties();
    if (Files.isRegularFile(path)) {
      try (Reader reader = Files.newBufferedReader(path)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new IllegalArgumentException("Cannot read " + path.toAbsolutePath() + ".", e);
      }
    }
    return properties;
  }

  private static Properties parse(String arguments) {
    Properties properties = new Properties();
    for (String argument : arguments.split(";", -1)) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        properties.setProperty(
            argument.substring(0, equals).trim(), argument.substring(equals + 1));
      }
    }
    return properties;
  }
}
