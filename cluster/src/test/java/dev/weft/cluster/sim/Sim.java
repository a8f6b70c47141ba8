package dev.weft.cluster.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One simulated world: what is to happen, in the order of time, and the one source of chance. Time
 * passes only from event to event.
 */
public final class Sim {

  private static final int TRACED = 400;

  private final long seed;
  private final SplittableRandom random;
  private final Sometimes sometimes;
  private final boolean isTracing = Boolean.getBoolean("weft.sim.trace");
  private final Deque<String> trace = new ArrayDeque<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>();

  /** What is to happen before time passes; most of what happens is of this kind. */
  private final Deque<Runnable> atOnce = new ArrayDeque<>();

  private long now;
  private long order;
  private long steps;
  private @Nullable AssertionError failure;

  private record Event(long time, long order, Runnable action) implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
      return time == other.time ? Long.compare(order, other.order) : Long.compare(time, other.time);
    }
  }

  /** A world of its own. */
  public Sim(long seed) {
    this(seed, new Sometimes());
  }

  Sim(long seed, Sometimes sometimes) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.sometimes = sometimes;
  }

  public long seed() {
    return seed;
  }

  /** The time since this world began. */
  public long nanoTime() {
    return now;
  }

  /** Lets something happen later. */
  public void after(Duration delay, Runnable action) {
    afterNanos(delay.toNanos(), action);
  }

  void afterNanos(long delay, Runnable action) {
    if (delay <= 0) {
      atOnce.add(action);
    } else {
      events.add(new Event(now + delay, order++, action));
    }
  }

  /** Lets everything happen that is due within a time; then that time has passed. */
  public void run(Duration time) {
    long end = now + time.toNanos();
    while (isDue(end)) {
      step();
    }
    now = end;
  }

  /**
   * Lets things happen until a condition holds, or a time has passed.
   *
   * @param step how often the condition is looked at
   * @return whether it holds
   */
  public boolean runUntil(Duration time, Duration step, BooleanSupplier condition) {
    long end = now + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (now >= end) {
        return false;
      }
      run(step);
    }
    return true;
  }

  /** The same, looked at after each thing that happens. */
  public boolean runUntil(Duration time, BooleanSupplier condition) {
    long end = now + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (!isDue(end)) {
        now = end;
        return false;
      }
      step();
    }
    return true;
  }

  private boolean isDue(long end) {
    return !atOnce.isEmpty() || (!events.isEmpty() && events.peek().time <= end);
  }

  private void step() {
    steps++;
    if (!atOnce.isEmpty()) {
      atOnce.remove().run();
    } else {
      Event event = events.remove();
      now = event.time;
      event.action.run();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Fails this history when the present event is over: for checks below code that catches what they
   * throw.
   */
  public void fail(String reason) {
    if (failure == null) {
      failure = new AssertionError(reason);
    }
  }

  /** How many things have happened. */
  public long steps() {
    return steps;
  }

  /** The source of chance, for code under simulation as well. */
  public SplittableRandom random() {
    return random;
  }

  /** True so often. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A time between two. */
  public Duration between(Duration least, Duration most) {
    return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
  }

  /** One of several. */
  public <T> T anyOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** Some of several, in their order. */
  public <T> List<T> someOf(List<T> things) {
    List<T> some = new ArrayList<>(things);
    some.removeIf(thing -> random.nextBoolean());
    return some;
  }

  /** All, in any order. */
  public <T> List<T> shuffled(List<T> things) {
    List<T> shuffled = new ArrayList<>(things);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    return shuffled;
  }

  public UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Counts something that must happen sometimes, for the campaign to mean anything. */
  public void sometimes(String what) {
    sometimes.count(what);
  }

  /** Says what happens, for those who look at one history. */
  public void trace(Supplier<String> line) {
    if (isTracing) {
      trace.add(String.format("%12.6f  %s", now / 1e9, line.get()));
      if (trace.size() > TRACED) {
        trace.remove();
      }
    }
  }

  /** The last lines of the trace. */
  String traced() {
    return trace.isEmpty() ? "" : "\n" + String.join("\n", trace);
  }
}
