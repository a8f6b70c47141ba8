package dev.weft;

import dev.weft.internal.config.Environment;
import dev.weft.internal.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How this process takes part; immutable.
 *
 * <p>Each setting comes from the first of: this object, {@code -Dweft.…}, the environment ({@code
 * WEFT_…}), the agent's arguments, {@code weft.properties}, its default.
 */
public final class WeftConfig {

  private final Map<Setting, String> values;

  private WeftConfig(Map<Setting, String> values) {
    this.values = values;
  }

  /** The settings given outside the program. */
  public static WeftConfig fromEnvironment() {
    return new WeftConfig(Environment.read());
  }

  /** With members of a cluster to join as its driver, each as {@code host:port}. */
  public WeftConfig join(String... members) {
    return with(Setting.JOIN, String.join(",", members));
  }

  /** With an address to listen on. Default: 127.0.0.1. */
  public WeftConfig bind(String address) {
    return with(Setting.BIND, address);
  }

  /** With a port to listen on. Default: 0, any free one. */
  public WeftConfig port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, was " + port + ".");
    }
    return with(Setting.PORT, Integer.toString(port));
  }

  /** With the name of the cluster. Default: {@code weft}. */
  public WeftConfig cluster(String name) {
    return with(Setting.CLUSTER, name);
  }

  /** With the file that holds the cluster's key. Default: {@code ~/.weft/cluster.key}. */
  public WeftConfig keyFile(Path file) {
    return with(Setting.KEY_FILE, file.toString());
  }

  /** With a number of tasks that run at a time in this process. Default: its processors. */
  public WeftConfig slots(int slots) {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be 1 or more, was " + slots + ".");
    }
    return with(Setting.SLOTS, Integer.toString(slots));
  }

  /**
   * With what tasks may ask for in this process.
   *
   * @param amounts name=amount[,name=amount…]; {@code memory} may have k, m or g behind it, and
   *     {@code cpus} are the slots unless given here
   */
  public WeftConfig resources(String amounts) {
    return with(Setting.RESOURCES, amounts);
  }

  /**
   * With labels by which tasks may choose this process.
   *
   * @param labels name=value[,name=value…]
   */
  public WeftConfig labels(String labels) {
    return with(Setting.LABELS, labels);
  }

  /** With a time for which tasks wait for a member that can run them. Default: 60 s. */
  public WeftConfig placementTimeout(Duration time) {
    return with(Setting.PLACEMENT_TIMEOUT, Long.toString(Math.max(1, time.toSeconds())));
  }

  /** With a time that tasks have to end which run here when this process leaves. Default: 20 s. */
  public WeftConfig drain(Duration time) {
    return with(Setting.DRAIN, Long.toString(Math.max(0, time.toSeconds())));
  }

  /**
   * With members that go on when they have lost the others, however many those are, or not.
   * Default: not. The first member of a cluster chooses for all. Where members go on on both sides
   * of a split, what those on one side did is lost when it heals.
   */
  public WeftConfig anyQuorum(boolean any) {
    return with(Setting.QUORUM, any ? "any" : Setting.QUORUM.defaultValue());
  }

  /**
   * With the time between two signs of life, and the time without one after which a member counts
   * as dead, in whole seconds; all members and drivers need the same. Default: 1 s and 10 s.
   */
  public WeftConfig heartbeat(Duration interval, Duration deadAfter) {
    return with(Setting.HEARTBEAT, Long.toString(Math.max(1, interval.toSeconds())))
        .with(Setting.DEAD_AFTER, Long.toString(Math.max(1, deadAfter.toSeconds())));
  }

  /** With each call run in its caller's thread, without any cluster: for breakpoints. */
  public WeftConfig inline() {
    return with(Setting.MODE, "inline");
  }

  /** With calls that are given the same actor kept in order, or not. Default: not. */
  public WeftConfig strict(boolean strict) {
    return with(Setting.STRICT, Boolean.toString(strict));
  }

  /** With Weft's own frames in the traces of failures, or without. Default: without. */
  public WeftConfig fullTraces(boolean full) {
    return with(Setting.TRACE, full ? "full" : Setting.TRACE.defaultValue());
  }

  /** With or without the one line printed at start. Default: with. */
  public WeftConfig banner(boolean print) {
    return with(Setting.BANNER, Boolean.toString(print));
  }

  /** Whether calls run in their caller's thread. */
  public boolean isInline() {
    return switch (value(Setting.MODE)) {
      case "inline" -> true;
      case "auto" -> false;
      default ->
          throw new IllegalArgumentException(
              "weft.mode must be auto or inline, was \"" + value(Setting.MODE) + "\".");
    };
  }

  /** Whether members go on when they have lost the others. */
  public boolean isAnyQuorum() {
    return switch (value(Setting.QUORUM)) {
      case "any" -> true;
      case "majority" -> false;
      default ->
          throw new IllegalArgumentException(
              "weft.quorum must be majority or any, was \"" + value(Setting.QUORUM) + "\".");
    };
  }

  /** Whether calls that are given the same actor keep their order. */
  public boolean isStrict() {
    return Boolean.parseBoolean(value(Setting.STRICT));
  }

  /** Whether traces of failures show Weft's own frames. */
  public boolean isTraceFull() {
    return switch (value(Setting.TRACE)) {
      case "full" -> true;
      case "program" -> false;
      default ->
          throw new IllegalArgumentException(
              "weft.trace must be program or full, was \"" + value(Setting.TRACE) + "\".");
    };
  }

  /** The members to join; empty: embedded. */
  public List<String> join() {
    return Arrays.stream(value(Setting.JOIN).split(",", -1))
        .map(String::trim)
        .filter(member -> !member.isEmpty())
        .toList();
  }

  public String bind() {
    return value(Setting.BIND);
  }

  public int port() {
    return number(Setting.PORT, 0, 65535);
  }

  public String cluster() {
    return value(Setting.CLUSTER);
  }

  /** The file that holds the cluster's key. */
  public Path keyFile() {
    String file = value(Setting.KEY_FILE);
    return file.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".weft", "cluster.key")
        : Path.of(file);
  }

  /** How many tasks run at a time in this process. */
  public int slots() {
    int slots = number(Setting.SLOTS, 0, 100_000);
    return slots == 0 ? Runtime.getRuntime().availableProcessors() : slots;
  }

  /** What tasks may ask for in this process, amounts by name, as given. */
  public Map<String, String> resources() {
    return pairs(Setting.RESOURCES);
  }

  /** The labels of this process. */
  public Map<String, String> labels() {
    return pairs(Setting.LABELS);
  }

  /** How long tasks wait for a member that can run them. */
  public Duration placementTimeout() {
    return Duration.ofSeconds(number(Setting.PLACEMENT_TIMEOUT, 1, 1_000_000));
  }

  /** How often members tell each other that they live. */
  public Duration heartbeat() {
    return Duration.ofSeconds(number(Setting.HEARTBEAT, 1, 3600));
  }

  /** How long without a sign of life until a member counts as dead. */
  public Duration deadAfter() {
    Duration limit = Duration.ofSeconds(number(Setting.DEAD_AFTER, 2, 1_000_000));
    if (limit.compareTo(heartbeat().multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "weft.dead-after must be at least twice weft.heartbeat, was "
              + limit.toSeconds()
              + " s with a heartbeat of "
              + heartbeat().toSeconds()
              + " s.");
    }
    return limit;
  }

  /** How long tasks may go on that run here when this process leaves. */
  public Duration drain() {
    return Duration.ofSeconds(number(Setting.DRAIN, 0, 1_000_000));
  }

  public boolean banner() {
    return Boolean.parseBoolean(value(Setting.BANNER));
  }

  /** The settings in which another configuration differs, for messages. */
  public String difference(WeftConfig other) {
    return Arrays.stream(Setting.values())
        .filter(setting -> !value(setting).equals(other.value(setting)))
        .map(s -> s.key() + " is \"" + value(s) + "\", not \"" + other.value(s) + "\"")
        .collect(Collectors.joining(", "));
  }

  /** Two are equal if every setting has the same value, given or by default. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WeftConfig config && difference(config).isEmpty();
  }

  @Override
  public int hashCode() {
    return Arrays.stream(Setting.values()).map(this::value).toList().hashCode();
  }

  @Override
  public String toString() {
    return "WeftConfig" + values;
  }

  private String value(Setting setting) {
    return values.getOrDefault(setting, setting.defaultValue());
  }

  private Map<String, String> pairs(Setting setting) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : value(setting).split(",", -1)) {
      int equals = pair.indexOf('=');
      String name = pair.substring(0, Math.max(equals, 0)).trim();
      String value = pair.substring(equals + 1).trim();
      if (!name.isEmpty() && !value.isEmpty()) {
        pairs.put(name, value);
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException(
            setting.key() + " must be name=value[,name=value…], was \"" + value(setting) + "\".");
      }
    }
    return pairs;
  }

  private int number(Setting setting, int min, int max) {
    String value = value(setting);
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    throw new IllegalArgumentException(
        setting.key()
            + " must be a number from "
            + min
            + " to "
            + max
            + ", was \""
            + value
            + "\".");
  }

  private WeftConfig with(Setting setting, String value) {
    Map<Setting, String> changed = new EnumMap<>(Setting.class);
    changed.putAll(values);
    changed.put(setting, value);
    return new WeftConfig(changed);
  }
}
