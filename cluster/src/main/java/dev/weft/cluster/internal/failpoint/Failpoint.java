package dev.weft.cluster.internal.failpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A point in what a member does for actors at which it can be made to halt, as if it were killed:
 * {@code -Dweft.test.failpoint=after-commit:17} halts at the 17th pass. Without that property, read
 * once, the compiler leaves nothing of a pass.
 */
public enum Failpoint {
  /** A method of an actor is about to run, or has. */
  BEFORE_METHOD,
  AFTER_METHOD,
  /** An owner is about to make a version, or each of the write set has it. */
  BEFORE_COMMIT,
  AFTER_COMMIT,
  /** A follower is about to take a version, has taken it, or has said so. */
  BEFORE_TAKE,
  BEFORE_ACKNOWLEDGEMENT,
  AFTER_ACKNOWLEDGEMENT,
  /** A caller is about to be answered, or has been. */
  BEFORE_REPLY,
  AFTER_REPLY,
  /** Another node is about to get a promise, or has got it. */
  BEFORE_PROMISE,
  AFTER_PROMISE,
  /** A new owner is about to ask for entries, or has all. */
  BEFORE_FETCH,
  AFTER_FETCH,
  /** An owner is about to give a new follower what there is, or has. */
  BEFORE_COPY,
  AFTER_COPY,
  /** An owner is about to tell of its tenure, the write set knows, or all do. */
  BEFORE_ANNOUNCE,
  AMID_ANNOUNCE,
  AFTER_ANNOUNCE,
  /** A new owner is about to take calls, or does. */
  BEFORE_SERVE,
  AFTER_SERVE;

  /** Says where to halt; absent in production. */
  static final String PROPERTY = "weft.test.failpoint";

  /** What a process ends with that has halted so. */
  static final int EXIT_CODE = 77;

  private static final @Nullable Armed ARMED = Armed.of(System.getProperty(PROPERTY));

  /** Halts the process, if this is the pass for that. */
  public void pass() {
    Armed armed = ARMED;
    if (armed != null) {
      armed.pass(this);
    }
  }

  /** Where a process is to halt. */
  static final class Armed {

    private static final Logger log = LoggerFactory.getLogger(Failpoint.class);

    private final Failpoint point;
    private final AtomicInteger left;

    private Armed(Failpoint point, int passes) {
      this.point = point;
      left = new AtomicInteger(passes);
    }

    /** Reads {@code name:pass}, the first pass being 1; null if nothing is given. */
    static @Nullable Armed of(@Nullable String text) {
      if (text == null) {
        return null;
      }
      String[] parts = text.split(":", 2);
      String name = parts[0].toUpperCase(Locale.ROOT).replace('-', '_');
      try {
        return new Armed(valueOf(name), parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            PROPERTY
                + "="
                + text
                + " names no point: give one of "
                + Arrays.toString(values())
                + ", a colon, and the number of the pass.",
            e);
      }
    }

    /** Whether it is now that the process is to halt. */
    boolean isDue(Failpoint passed) {
      return passed == point && left.decrementAndGet() == 0;
    }

    void pass(Failpoint passed) {
      if (isDue(passed)) {
        log.warn("Halting at {}, as {} says.", passed, PROPERTY);
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }
}
