package dev.weft.it.kit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lines that a process writes to one of its streams, as they come.
 *
 * <p>{@code lines} and {@code ended} are guarded by this.
 */
public final class Output {

  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /**
   * Reads a stream to its end in a thread of its own.
   *
   * @param copy gets each line as it comes: a test may be killed before it can tell what it saw
   */
  static Output of(InputStream stream, String threadName, Path copy) {
    Output output = new Output();
    Thread reader = new Thread(() -> output.read(stream, copy), threadName);
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  /** All lines so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The number of lines so far: where to look for what comes next. */
  public synchronized int mark() {
    return lines.size();
  }

  /** The lines after a mark, so far. */
  public synchronized List<String> since(int mark) {
    return List.copyOf(lines.subList(mark, lines.size()));
  }

  /** All lines so far as one text. */
  public String text() {
    return String.join("\n", lines());
  }

  /**
   * Waits for a line after a mark in which the pattern is found.
   *
   * @return the line, or none when the time is over or the stream has ended
   */
  synchronized Optional<String> await(Pattern pattern, int mark, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = mark;
    while (true) {
      for (; next < lines.size(); next++) {
        if (pattern.matcher(lines.get(next)).find()) {
          return Optional.of(lines.get(next));
        }
      }
      long left = deadline - System.nanoTime();
      if (ended || left <= 0) {
        return Optional.empty();
      }
      pause(left);
    }
  }

  /** Waits until the stream has ended. */
  synchronized void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); !ended && left > 0; left = deadline - System.nanoTime()) {
      pause(left);
    }
  }

  private synchronized void pause(long nanos) {
    try {
      wait(nanos / 1_000_000 + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for output.", e);
    }
  }

  private void read(InputStream stream, Path copy) {
    try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        BufferedWriter writer = Files.newBufferedWriter(copy)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
        writer.write(line + "\n");
        writer.flush();
      }
    } catch (IOException e) {
      // The process was destroyed: the stream ends here.
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
