package dev.weft.spi;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a task takes of a member while it runs, or what a bundle reserves.
 *
 * <p>Amounts are whole numbers: thousandths, but for memory, which is in bytes. So half a processor
 * taken and given back a million times is still half a processor.
 *
 * @param cpus thousandths of a processor, 0 and up
 * @param others amounts of what else it takes, by name; none of them 0
 */
public record Demand(int cpus, Map<String, Long> others) {

  /** What a task takes that asks for nothing; compared by identity. */
  public static final Demand ONE_CPU = new Demand(1000, Map.of());

  /** One whole of something, in thousandths. */
  public static final int WHOLE = 1000;

  /** The name of memory, which is counted in bytes. */
  public static final String MEMORY = "memory";

  /** The name of processors, which no other resource may have. */
  public static final String CPUS = "cpus";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
  private static final double MAX = 1_000_000;

  public Demand {
    if (cpus < 0) {
      throw new IllegalArgumentException("cpus must be 0 or more, was " + amount(cpus) + ".");
    }
    if (!(others instanceof SortedMap) || others.isEmpty()) {
      others = others.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(others));
    }
  }

  /** With another number of processors. */
  public Demand withCpus(double wanted) {
    return new Demand(thousandths(CPUS, wanted), others);
  }

  /** With so many bytes of memory. */
  public Demand withMemory(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("memory must be 0 bytes or more, was " + bytes + ".");
    }
    return with(MEMORY, bytes);
  }

  /** With an amount of something that members declare. */
  public Demand withResource(String name, double wanted) {
    return with(checked(name), thousandths(name, wanted));
  }

  private Demand with(String name, long amount) {
    Map<String, Long> changed = new TreeMap<>(others);
    if (amount == 0) {
      changed.remove(name);
    } else {
      changed.put(name, amount);
    }
    return new Demand(cpus, changed);
  }

  /** Whether it is {@link #ONE_CPU} itself. */
  @SuppressWarnings("ReferenceEquality")
  public boolean isOneCpu() {
    return this == ONE_CPU;
  }

  /** Whether it takes nothing but processors. */
  public boolean isCpusOnly() {
    return others.isEmpty();
  }

  /** Whether there is that much of everything. */
  public boolean fitsInto(Demand whole) {
    if (cpus > whole.cpus) {
      return false;
    }
    for (Map.Entry<String, Long> other : others.entrySet()) {
      if (other.getValue() > whole.others.getOrDefault(other.getKey(), 0L)) {
        return false;
      }
    }
    return true;
  }

  /**
   * An amount in thousandths.
   *
   * @param name of what, for the message
   * @throws IllegalArgumentException if it is negative, no number, or finer than a thousandth
   */
  public static int thousandths(String name, double amount) {
    double exact = amount * WHOLE;
    long rounded = Math.round(exact);
    if (!(amount >= 0 && amount <= MAX) || Math.abs(exact - rounded) > 1e-6) {
      throw new IllegalArgumentException(
          name + " must be from 0 to 1000000 in steps of 0.001, was " + amount + ".");
    }
    return (int) rounded;
  }

  /**
   * A name of a resource, if it may be one.
   *
   * @throws IllegalArgumentException if it may not
   */
  public static String checked(String name) {
    if (!NAME.matcher(name).matches() || name.equals(CPUS) || name.equals(MEMORY)) {
      throw new IllegalArgumentException(
          "A resource is named with letters, digits, '_', '.' and '-', and not cpus or memory,"
              + " which are there already: \""
              + name
              + "\".");
    }
    return name;
  }

  /** As in {@code cpus=0.5, gpu=1}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    text.add(CPUS + "=" + amount(cpus));
    others.forEach(
        (name, amount) ->
            text.add(name + "=" + (name.equals(MEMORY) ? bytes(amount) : amount(amount))));
    return text.toString();
  }

  private static String amount(long thousandths) {
    return thousandths % WHOLE == 0
        ? Long.toString(thousandths / WHOLE)
        : Double.toString((double) thousandths / WHOLE);
  }

  /** In the largest unit that keeps it whole, as settings take it. */
  private static String bytes(long bytes) {
    String units = "kmg";
    for (int i = units.length(); i > 0; i--) {
      if (bytes != 0 && bytes % (1L << (10 * i)) == 0) {
        return (bytes >> (10 * i)) + units.substring(i - 1, i);
      }
    }
    return Long.toString(bytes);
  }
}
