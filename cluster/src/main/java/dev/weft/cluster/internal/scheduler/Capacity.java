package dev.weft.cluster.internal.scheduler;

import dev.weft.WeftConfig;
import dev.weft.spi.Demand;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a member has for those that run on it, as it declares when it starts. All nodes know it of
 * all members, by the members' attributes.
 *
 * @param total how much of everything
 * @param labels what else it says of itself
 */
public record Capacity(Demand total, Map<String, String> labels) {

  private static final String RESOURCES_ATTRIBUTE = "weft.resources";
  private static final String LABELS_ATTRIBUTE = "weft.labels";

  public Capacity {
    labels = Map.copyOf(labels);
  }

  /** What a configuration says. */
  public static Capacity of(WeftConfig config) {
    return declared(config.slots(), config.resources(), config.labels());
  }

  /** So many slots, half of the heap, and nothing else. */
  public static Capacity ofSlots(int slots) {
    return declared(slots, Map.of(), Map.of());
  }

  /**
   * What a member declares.
   *
   * @param slots the number of processors if none is given
   * @param resources amounts by name; {@code cpus} and {@code memory} too
   * @throws IllegalArgumentException if one cannot be read; the message says which
   */
  public static Capacity declared(
      int slots, Map<String, String> resources, Map<String, String> labels) {
    Demand total =
        new Demand(slots * Demand.WHOLE, Map.of()).withMemory(Runtime.getRuntime().maxMemory() / 2);
    for (Map.Entry<String, String> resource : new TreeMap<>(resources).entrySet()) {
      total = with(total, resource.getKey(), resource.getValue());
    }
    return new Capacity(total, labels);
  }

  private static Demand with(Demand total, String name, String amount) {
    try {
      return switch (name) {
        case Demand.MEMORY -> total.withMemory(bytes(amount));
        case Demand.CPUS -> total.withCpus(Double.parseDouble(amount));
        default -> total.withResource(name, Double.parseDouble(amount));
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "weft.resources must give a number for " + name + ", was \"" + amount + "\".", e);
    }
  }

  /** A number of bytes, or of KiB, MiB or GiB with k, m or g behind it. */
  private static long bytes(String text) {
    int unit = "kmg".indexOf(text.toLowerCase(Locale.ROOT).charAt(text.length() - 1)) + 1;
    String number = unit == 0 ? text : text.substring(0, text.length() - 1);
    return Math.multiplyExact(Long.parseLong(number.trim()), 1L << (10 * unit));
  }

  /** The form in which other nodes get to know it; {@link #read} takes it back. */
  public Map<String, String> attributes() {
    Map<String, Long> amounts = new TreeMap<>(total.others());
    amounts.put(Demand.CPUS, (long) total.cpus());
    return Map.of(RESOURCES_ATTRIBUTE, joined(amounts), LABELS_ATTRIBUTE, joined(labels));
  }

  /** What a member declared; nothing if it did not. */
  static Capacity read(Map<String, String> attributes) {
    Map<String, Long> amounts = new TreeMap<>();
    split(attributes.getOrDefault(RESOURCES_ATTRIBUTE, ""))
        .forEach((name, amount) -> amounts.put(name, Long.parseLong(amount)));
    Long cpus = amounts.remove(Demand.CPUS);
    return new Capacity(
        new Demand(cpus == null ? 0 : cpus.intValue(), amounts),
        split(attributes.getOrDefault(LABELS_ATTRIBUTE, "")));
  }

  private static String joined(Map<String, ?> pairs) {
    return new TreeMap<>(pairs)
        .entrySet().stream()
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining(","));
  }

  private static Map<String, String> split(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return pairs;
  }

  /** How many such demands it can serve at a time. */
  int timesOf(Demand demand) {
    long times = demand.cpus() == 0 ? Ledger.MAX_FREE_RIDERS : total.cpus() / demand.cpus();
    for (Map.Entry<String, Long> other : demand.others().entrySet()) {
      times = Math.min(times, total.others().getOrDefault(other.getKey(), 0L) / other.getValue());
    }
    return (int) times;
  }

  @Override
  public String toString() {
    return total + (labels.isEmpty() ? "" : " " + new TreeMap<>(labels));
  }
}
