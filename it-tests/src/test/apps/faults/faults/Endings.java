package faults;

import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.OutcomeUnknownException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads all actors when the callers have ended, and writes down what they have. */
final class Endings {

  /** A cluster that has just healed may still say that it cannot answer; for all actors together. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Endings() {}

  static void write(Actors actors) throws IOException {
    long start = System.nanoTime();
    for (String name : actors.names()) {
      String file = "ending-" + name;
      try {
        long[] contents = read(actors, name, start);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * contents.length);
        bytes.asLongBuffer().put(contents);
        Files.write(Settings.FOLDER.resolve(file + ".bin"), bytes.array());
      } catch (RuntimeException e) {
        Files.writeString(Settings.FOLDER.resolve(file + ".txt"), e.toString());
      }
    }
  }

  private static long[] read(Actors actors, String name, long start) {
    while (true) {
      try {
        return contents(actors, name);
      } catch (ClusterUnavailableException | OutcomeUnknownException e) {
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private static long[] contents(Actors actors, String name) {
    int number = Integer.parseInt(name.substring(name.indexOf('-') + 1));
    if (name.startsWith("ledger")) {
      return actors.ledger(number).contents();
    }
    long value =
        name.startsWith("register")
            ? actors.register(number).read()
            : actors.counter(number).get();
    return new long[] {value};
  }
}
