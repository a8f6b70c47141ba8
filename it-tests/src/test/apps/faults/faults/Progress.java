package faults;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells the test, by a mapped file, how many calls of each caller have had a reply so far. */
final class Progress {

  private final MappedByteBuffer counts;

  Progress(Path folder, int driver, int callers) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("progress-" + driver + ".bin"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      counts = file.map(FileChannel.MapMode.READ_WRITE, 0, 8L * callers);
    }
  }

  /** Called by one thread a caller. */
  void replied(int index) {
    counts.putLong(8 * index, counts.getLong(8 * index) + 1);
  }
}
