package faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes down the calls of one caller, into a mapped file that is complete at every instant, also
 * if this process is killed. Its layout is told where it is read.
 */
final class Recorder {

  private static final int RECORD = 64;
  private static final int CAPACITY = 200_000;
  private static final long IDS_PER_CALLER = 1_000_000_000;

  private final int caller;
  private final MappedByteBuffer calls;
  private final FileChannel notes;
  private int next;

  Recorder(Path folder, int caller) throws IOException {
    this.caller = caller;
    try (FileChannel file = open(folder.resolve("calls-" + caller + ".bin"))) {
      calls = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) RECORD * CAPACITY);
    }
    notes = open(folder.resolve("notes-" + caller + ".txt"));
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  boolean isFull() {
    return next == CAPACITY;
  }

  /** The id of the next call. */
  long nextId() {
    return caller * IDS_PER_CALLER + next + 1;
  }

  /** Writes down that a call is made now; returns its place. */
  int invoke(char operation, int actor, long argument, long expected) {
    int at = RECORD * next;
    calls.putLong(at, nextId());
    calls.putLong(at + 8, argument);
    calls.putLong(at + 16, expected);
    calls.putInt(at + 48, actor);
    calls.putLong(at + 24, System.nanoTime());
    VarHandle.releaseFence();
    calls.put(at + 52, (byte) operation);
    return next++;
  }

  /** Writes down that a call has returned by now. */
  void end(int place, char outcome, long value) {
    int at = RECORD * place;
    calls.putLong(at + 32, System.nanoTime());
    calls.putLong(at + 40, value);
    VarHandle.releaseFence();
    calls.put(at + 53, (byte) outcome);
  }

  /** The same for a call that has failed. */
  void fail(int place, char outcome, Throwable failure) {
    end(place, outcome, 0);
    String line =
        calls.getLong(RECORD * place) + "\t" + failure.toString().replaceAll("\\s+", " ") + "\n";
    try {
      notes.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
