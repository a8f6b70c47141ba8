package dev.weft.bridge;

import dev.weft.Durability;
import dev.weft.error.WeaveException;
import dev.weft.spi.ActorTraits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the weaver wrote into the table of an actor class, as text, of its annotation. */
final class AnnotatedTraits {

  private AnnotatedTraits() {}

  /** What is said of a superclass, but for what the class itself says. */
  static ActorTraits over(ActorTraits inherited, Map<String, String> said) {
    ActorTraits traits = inherited;
    for (Map.Entry<String, String> attribute : said.entrySet()) {
      traits = with(traits, attribute.getKey(), attribute.getValue());
    }
    return traits;
  }

  private static ActorTraits with(ActorTraits old, String attribute, String value) {
    Durability durability = old.durability();
    int maxRestarts = old.maxRestarts();
    int concurrency = old.concurrency();
    Map<String, Integer> groups = old.groups();
    boolean isReentrant = old.isReentrant();
    int maxPendingCalls = old.maxPendingCalls();
    boolean isKeyed = old.isKeyed();
    Duration sleepAfter = old.sleepAfter();
    switch (attribute) {
      case "durability" -> durability = Durability.valueOf(value);
      case "maxRestarts" -> maxRestarts = Integer.parseInt(value);
      case "concurrency" -> concurrency = Integer.parseInt(value);
      case "concurrencyGroups" -> groups = groups(groups, value);
      case "reentrant" -> isReentrant = Boolean.parseBoolean(value);
      case "maxPendingCalls" -> maxPendingCalls = Integer.parseInt(value);
      case "keyed" -> isKeyed = Boolean.parseBoolean(value);
      case "sleepAfterMillis" -> sleepAfter = Duration.ofMillis(Long.parseLong(value));
      default ->
          throw new WeaveException(
              "A class was woven by another version of Weft: @Remote has no " + attribute + ".");
    }
    return new ActorTraits(
        durability,
        maxRestarts,
        concurrency,
        groups,
        isReentrant,
        maxPendingCalls,
        isKeyed,
        sleepAfter);
  }

  /** As in {@code io=2,compute=4}; the weaver has seen to the form. */
  private static Map<String, Integer> groups(Map<String, Integer> inherited, String value) {
    Map<String, Integer> groups = new TreeMap<>(inherited);
    for (String group : value.split(",", -1)) {
      int equals = group.indexOf('=');
      groups.put(
          group.substring(0, equals).trim(), Integer.parseInt(group.substring(equals + 1).trim()));
    }
    return groups;
  }
}
