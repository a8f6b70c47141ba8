package dev.weft.it.faults.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the folder that the drivers of a run have written. Files of a caller that was killed are as
 * good as any.
 *
 * <pre>
 * calls-N.bin    a record of 64 bytes a call of caller N; the first without an operation ends it
 *   0  id            8 argument      16 expected     24 invoked
 *  32  returned     40 value         48 actor (int)  52 operation  53 outcome
 * notes-N.txt    id, tab, what the call failed with
 * ending-A.bin   what the actor A had at the end, a long each
 * ending-A.txt   why that could not be read
 * </pre>
 */
public final class Recordings {

  static final int RECORD = 64;

  private static final String CALLS = "calls-";
  private static final String NOTES = "notes-";
  private static final String ENDING = "ending-";

  private Recordings() {}

  /** Reads all of a folder. */
  public static History read(Path folder) {
    List<Call> calls = new ArrayList<>();
    Map<ActorId, Ending> endings = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(CALLS)) {
          readCalls(file, calls);
        } else if (name.startsWith(ENDING)) {
          endings.put(actor(name), ending(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the recordings in " + folder, e);
    }
    return new History(calls, endings);
  }

  private static void readCalls(Path file, List<Call> calls) throws IOException {
    Map<Long, String> notes = notes(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    for (int at = 0; at + RECORD <= bytes.limit() && bytes.get(at + 52) != 0; at += RECORD) {
      Operation operation = Operation.of(bytes.get(at + 52));
      Outcome outcome = Outcome.of(bytes.get(at + 53));
      long id = bytes.getLong(at);
      calls.add(
          new Call(
              id,
              new ActorId(operation.kind(), bytes.getInt(at + 48)),
              operation,
              bytes.getLong(at + 8),
              bytes.getLong(at + 16),
              bytes.getLong(at + 24),
              outcome == Outcome.OPEN ? 0 : bytes.getLong(at + 32),
              outcome,
              bytes.getLong(at + 40),
              notes.getOrDefault(id, "")));
    }
  }

  private static Map<Long, String> notes(Path calls) throws IOException {
    String name = calls.getFileName().toString();
    Path file =
        calls.resolveSibling(NOTES + name.substring(CALLS.length()).replace(".bin", ".txt"));
    Map<Long, String> notes = new HashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          notes.put(Long.valueOf(line.substring(0, tab)), line.substring(tab + 1));
        }
      }
    }
    return notes;
  }

  private static ActorId actor(String file) {
    String[] parts = file.substring(ENDING.length(), file.lastIndexOf('.')).split("-", 2);
    return new ActorId(
        ActorId.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1]));
  }

  private static Ending ending(Path file) throws IOException {
    if (file.toString().endsWith(".txt")) {
      return Ending.unreadable(Files.readString(file).strip());
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    long[] contents = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(contents);
    return Ending.of(contents);
  }
}
