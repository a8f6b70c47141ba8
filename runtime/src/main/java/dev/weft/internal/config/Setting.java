package dev.weft.internal.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Every setting that exists, with its default. */
public enum Setting {
  MODE("weft.mode", "auto", "auto, or inline: each call runs in its caller's thread"),
  JOIN("weft.join", "", "members of the cluster to join, host:port[,host:port…]; empty: embedded"),
  BIND("weft.bind", "127.0.0.1", "the address to listen on; beyond loopback a key file must exist"),
  PORT("weft.port", "0", "the port to listen on; 0: any free one"),
  CLUSTER("weft.cluster", "weft", "the name of the cluster; others are refused"),
  KEY_FILE("weft.key.file", "", "the cluster's key; empty: ~/.weft/cluster.key"),
  SLOTS("weft.slots", "0", "tasks that run at a time here; 0: as many as processors"),
  RESOURCES(
      "weft.resources",
      "",
      "what tasks may ask for here: gpu=2,memory=8g; empty: slots and half the heap"),
  LABELS("weft.labels", "", "what tasks may choose this member by: zone=a,disk=ssd"),
  PLACEMENT_TIMEOUT(
      "weft.placement.timeout", "60", "seconds that tasks wait for a member which can run them"),
  DRAIN("weft.drain", "20", "seconds that a member which leaves gives to the tasks that run on it"),
  QUORUM(
      "weft.quorum",
      "majority",
      "members without which the others stop serving actors: a majority, or any: they go on"),
  HEARTBEAT("weft.heartbeat", "1", "seconds between two signs of life; all members need the same"),
  DEAD_AFTER("weft.dead-after", "10", "seconds without one until a member counts as dead"),
  STRICT("weft.strict", "false", "whether calls that are given the same actor keep their order"),
  TRACE("weft.trace", "program", "frames that a failure shows: program, or full: Weft's too"),
  BANNER("weft.banner", "true", "whether to print one line at start"),
  INCLUDE("weft.include", "", "methods remote without annotation: com.acme.Pricing#price,…"),
  REPORT(
      "weft.report",
      "",
      "a file, .txt or .json, in which the agent says where calls wait; -: print"),
  DRY_RUN("weft.dry-run", "false", "true: the agent reports and weaves nothing");

  private final String key;
  private final String defaultValue;
  private final String help;

  Setting(String key, String defaultValue, String help) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.help = help;
  }

  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String help() {
    return help;
  }

  /** The name of the environment variable: {@code weft.key.file} is {@code WEFT_KEY_FILE}. */
  public String variable() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The setting with that key. */
  public static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }

  /** The setting whose key is most like a misspelt one. */
  public static Setting nearest(String key) {
    return Arrays.stream(values())
        .min(Comparator.comparingInt(s -> distance(s.key, key)))
        .orElseThrow();
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitute, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
