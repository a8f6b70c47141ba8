package dev.weft.spi;

import dev.weft.Durability;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an actor is kept and how its calls run: what {@link dev.weft.Remote} says of its class, under
 * what the creation of this one said.
 *
 * @param durability what becomes of its state when its member is lost
 * @param maxRestarts how often it may begin anew by its constructor; -1 for any number
 * @param concurrency how many calls of methods without a group run at a time, 1 and up
 * @param groups how many calls of each group run at a time, 1 and up; sorted by name
 * @param isReentrant whether calls may come in that come from itself
 * @param maxPendingCalls how many calls may wait; 0 for any number
 * @param isKeyed whether it comes to life when it is first asked for
 * @param sleepAfter how long it stays in memory without calls; zero for as long as it lives
 */
public record ActorTraits(
    Durability durability,
    int maxRestarts,
    int concurrency,
    Map<String, Integer> groups,
    boolean isReentrant,
    int maxPendingCalls,
    boolean isKeyed,
    Duration sleepAfter) {

  /** Any number of restarts. */
  public static final int ANY_NUMBER = -1;

  /** What the annotation says without attributes. */
  public static final ActorTraits DEFAULTS =
      new ActorTraits(
          Durability.REPLICATED, 0, 1, Map.of(), false, 0, false, Duration.ofMinutes(10));

  public ActorTraits {
    Objects.requireNonNull(durability, "durability");
    atLeast("maxRestarts", ANY_NUMBER, maxRestarts);
    atLeast("concurrency", 1, concurrency);
    atLeast("maxPendingCalls", 0, maxPendingCalls);
    groups = groups.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(groups));
    groups.forEach((group, limit) -> atLeast("The limit of group \"" + group + "\"", 1, limit));
    if (sleepAfter.isNegative()) {
      throw new IllegalArgumentException("sleepAfter must be 0 or more, was " + sleepAfter + ".");
    }
  }

  /**
   * A number, if it is large enough.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException if it is not
   */
  public static int atLeast(String what, int least, int number) {
    if (number < least) {
      throw new IllegalArgumentException(
          what + " must be " + least + " or more, was " + number + ".");
    }
    return number;
  }

  /** Whether calls of it never run beside each other. */
  public boolean isSequential() {
    return concurrency == 1 && groups.isEmpty();
  }

  /**
   * How many calls of a group run at a time.
   *
   * @param group of a method; null for none. One that the class does not have is none
   */
  public int limit(@Nullable String group) {
    return group == null ? concurrency : groups.getOrDefault(group, concurrency);
  }

  /**
   * Whether it may begin anew.
   *
   * @param restarts how often it has already
   */
  public boolean mayRestart(int restarts) {
    return maxRestarts == ANY_NUMBER || restarts < maxRestarts;
  }
}
