package faulty;

import dev.weft.Remote;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that end badly, and some that see whether that has done harm. */
final class Tasks {

  private static final AtomicInteger RUNNING = new AtomicInteger();
  private static final AtomicInteger MOST = new AtomicInteger();
  private static final AtomicInteger FLAKY = new AtomicInteger();
  private static final List<Integer> NOTES = Collections.synchronizedList(new ArrayList<>());
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  private Tasks() {}

  @Remote
  static int eat() {
    List<byte[]> eaten = new ArrayList<>();
    while (true) {
      eaten.add(new byte[1 << 20]);
    }
  }

  @Remote
  static int fall(int depth) {
    return inward(depth);
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private static int inward(int depth) {
    return inward(depth + 1) + 1;
  }

  /** Notices no interrupt. */
  @Remote
  static int spin() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  @Remote
  static Object thread() {
    return new Thread("cannot travel");
  }

  @Remote
  static int shout(int mebibytes) {
    throw new IllegalStateException("x".repeat(mebibytes << 20));
  }

  @Remote
  static int take(Poison poison) {
    return poison.value;
  }

  @Remote
  static int length(byte[] bytes) {
    return bytes.length;
  }

  @Remote
  static int longs(long[] values) {
    return values.length;
  }

  @Remote
  static int harmless() {
    return 1;
  }

  /** Ends when another one of these has begun: there are two slots. */
  @Remote
  static int meet() throws Exception {
    BOTH.await(20, TimeUnit.SECONDS);
    return 1;
  }

  /** How many of these have run at a time, at most. */
  @Remote
  static int crowd() {
    int running = RUNNING.incrementAndGet();
    MOST.accumulateAndGet(running, Math::max);
    busy(20);
    RUNNING.decrementAndGet();
    return MOST.get();
  }

  @Remote
  static int busyFor(int millis) {
    busy(millis);
    return millis;
  }

  @Remote
  static int note(int what) {
    NOTES.add(what);
    return what;
  }

  @Remote
  static List<Integer> notes() {
    return new ArrayList<>(NOTES);
  }

  /** Fails twice. */
  @Remote
  static int flaky() throws IOException {
    int run = FLAKY.incrementAndGet();
    if (run < 3) {
      throw new IOException("run " + run);
    }
    return run;
  }

  /** Leaves a file for each run. */
  @Remote
  static int traced(String folder, int number) throws IOException {
    Files.createFile(Path.of(folder, number + "-" + UUID.randomUUID()));
    busy(20);
    return number;
  }

  private static void busy(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Cannot be read. */
  static final class Poison implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int value = 1;

    private void readObject(ObjectInputStream in) throws IOException {
      throw new InvalidObjectException("poison");
    }
  }
}
