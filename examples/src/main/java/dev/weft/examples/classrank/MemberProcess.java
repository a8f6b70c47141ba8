package dev.weft.examples.classrank;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One member JVM. A thread of its own, {@code demo-member n}, reads what it prints, and finds its
 * address in its start line.
 */
final class MemberProcess {

  private static final Pattern ADDRESS = Pattern.compile("\\| member 127\\.0\\.0\\.1:(\\d+)");
  private static final int START_SECONDS = 60;
  private static final int KEPT_LINES = 20;

  private final String name;
  private final Process process;
  private final CompletableFuture<String> port = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>(); // guarded by itself

  private MemberProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(this::read, "demo-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a JVM like this one, in a folder, and waits until it tells where it listens. */
  static MemberProcess start(String name, List<String> arguments, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("WEFT_"));
    try {
      MemberProcess member = new MemberProcess(name, builder.start());
      member.awaitStart();
      return member;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String port() {
    return port.join();
  }

  /** Where others reach it: host:port. */
  String address() {
    return "127.0.0.1:" + port();
  }

  /** Ends it at once; on Unix this is kill -9. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public String toString() {
    return name + " on port " + port();
  }

  private void awaitStart() {
    try {
      port.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      kill();
      throw new IllegalStateException(
          name + " did not tell its address within " + START_SECONDS + " s; it said:\n" + said(),
          e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
          port.complete(address.group(1));
        }
        keep(line);
      }
    } catch (IOException e) {
      keep(e.toString());
    }
    port.completeExceptionally(new IOException("Its output ended."));
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
