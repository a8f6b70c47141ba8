package faults;

import java.nio.file.Path;
import java.time.Duration;

/** What a run is told by system properties. */
final class Settings {

  static final Path FOLDER = Path.of(System.getProperty("faults.folder"));
  static final int DRIVER = Integer.getInteger("faults.driver", 1);
  static final int CALLERS = Integer.getInteger("faults.callers", 4);
  static final long SEED = Long.getLong("faults.seed", 1);

  /** Actors of each kind that are in use at a time. */
  static final int ACTORS = Integer.getInteger("faults.actors", 3);

  /** After so many calls an actor makes room for a new one: histories and states stay small. */
  static final int CALLS_PER_ACTOR = Integer.getInteger("faults.calls.per.actor", 1500);

  /** The longest run of calls that a caller makes without waiting for the first. */
  static final int BURST = Integer.getInteger("faults.burst", 4);

  /** The longest pause between runs of calls. */
  static final int PAUSE_MICROS = Integer.getInteger("faults.pause.micros", 30_000);

  /** No call may take longer, whatever happens: 60 s are promised, and a second to notice. */
  static final Duration HUNG = Duration.ofSeconds(Integer.getInteger("faults.hung.seconds", 63));

  private Settings() {}
}
