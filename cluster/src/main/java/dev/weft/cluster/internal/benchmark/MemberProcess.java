package dev.weft.cluster.internal.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One member JVM. A thread of its own, {@code weft-benchmark-member}, reads what it prints, and
 * finds its address in its start line.
 */
final class MemberProcess {

  private static final Pattern ADDRESS = Pattern.compile("\\| member (127\\.0\\.0\\.1:\\d+)");
  private static final int START_SECONDS = 60;
  private static final int KEPT_LINES = 20;

  private final Process process;
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>(); // guarded by itself

  private MemberProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "weft-benchmark-member");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a JVM in a folder, and waits until it tells where it listens. */
  static MemberProcess start(List<String> command, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("WEFT_"));
    try {
      MemberProcess member = new MemberProcess(builder.start());
      member.awaitStart();
      return member;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start a member: " + e.getMessage(), e);
    }
  }

  /** Where others reach it: host:port. */
  String address() {
    return address.join();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  private void awaitStart() {
    try {
      address.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a member was starting.", e);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw new IllegalStateException(
          "A member did not tell its address within " + START_SECONDS + " s; it said:\n" + said(),
          e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher found = ADDRESS.matcher(line);
        if (found.find()) {
          address.complete(found.group(1));
        }
        keep(line);
      }
    } catch (IOException e) {
      keep(e.toString());
    }
    address.completeExceptionally(new IOException("Its output ended."));
  }

  private void keep(String line) {
    synchronized (lastLines) {
      lastLines.add(line);
      if (lastLines.size() > KEPT_LINES) {
        lastLines.remove();
      }
    }
  }

  private String said() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }
}
