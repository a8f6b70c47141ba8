package dev.weft.it.faults.nodes;

import dev.weft.it.faults.history.History;
import dev.weft.it.faults.history.Recordings;
import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.JavaProcess;
import dev.weft.it.kit.SampleApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The drivers of a run: the application {@code faults}, which calls actors and records the calls.
 */
public final class Drivers implements AutoCloseable {

  /** What is under way has to end, and the actors are read. */
  private static final Duration TO_FINISH = Duration.ofSeconds(150);

  private final Path folder = Artifacts.newFolder("recordings");
  private final Path jar = SampleApp.of("faults").jar();
  private final Members members;
  private final Path agent;
  private final List<JavaProcess> started = new ArrayList<>();
  private final Map<JavaProcess, Place> places = new HashMap<>();

  /**
   * None yet.
   *
   * @param agent what they run with
   */
  public Drivers(Members members, Path agent) {
    this.members = members;
    this.agent = agent;
  }

  /**
   * Starts one more, and waits until its callers call.
   *
   * @param options of its JVM, of which {@code faults.…} are the application's
   */
  public JavaProcess start(Place place, long seed, List<String> options) {
    int number = started.size() + 1;
    JavaCommand command =
        new JavaCommand("driver-" + number)
            .agent(agent)
            .options(members.driverOptions(place))
            .options(
                "-Dfaults.folder=" + folder,
                "-Dfaults.driver=" + number,
                "-Dfaults.seed=" + (seed + number))
            .options(options)
            .classPath(jar)
            .main("faults.Main");
    JavaProcess driver = place.run(command).start();
    started.add(driver);
    places.put(driver, place);
    driver.awaitOut("^under way");
    return driver;
  }

  /** Those that are alive. */
  public List<JavaProcess> alive() {
    return started.stream().filter(JavaProcess::isAlive).toList();
  }

  /** The one in a place that no other is in. */
  public JavaProcess in(Place place) {
    return alive().stream().filter(d -> place.equals(places.get(d))).findFirst().orElseThrow();
  }

  /** Whether none is alive in a place that no other is in. */
  public boolean isFree(Place place) {
    return alive().stream().noneMatch(driver -> place.equals(places.get(driver)));
  }

  /** How many calls of a driver have had a reply so far. */
  public long replies(JavaProcess driver) {
    return sum(folder.resolve("progress-" + (started.indexOf(driver) + 1) + ".bin"));
  }

  private static long sum(Path progress) {
    try {
      ByteBuffer counts = ByteBuffer.wrap(Files.readAllBytes(progress));
      long sum = 0;
      while (counts.remaining() >= Long.BYTES) {
        sum += counts.getLong();
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets all callers end, and the actors be read. */
  public void finish() {
    List<JavaProcess> alive = alive();
    alive.forEach(driver -> driver.tell("finish"));
    for (JavaProcess driver : alive) {
      driver.awaitExit(TO_FINISH);
      if (driver.exitCode() != 0) {
        throw new AssertionError(driver.name() + " ended with " + driver.exitCode() + ".");
      }
    }
  }

  /** What all have written down so far. */
  public History history() {
    return Recordings.read(folder);
  }

  /** Where they write. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    started.forEach(JavaProcess::close);
  }
}
