package dev.weft.cluster.internal.benchmark;

import dev.weft.WeftConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Member JVMs of a cluster of their own, like this JVM, with its class path: a private key, a
 * private name, any free ports. Closing ends them all.
 */
final class Members implements AutoCloseable {

  private static final String MAIN = "dev.weft.cluster.internal.cli.WeftCommand";

  private final Path folder;
  private final String cluster;
  private final List<MemberProcess> running = new ArrayList<>();
  private final Thread cleanUp = new Thread(this::end, "weft-benchmark-cleanup");

  private Members(Path folder) {
    this.folder = folder;
    this.cluster = "benchmark-" + ProcessHandle.current().pid();
  }

  /** Starts so many members, one after the other, and waits until each has joined. */
  static Members start(int count) {
    Members members = new Members(temporaryFolder());
    Runtime.getRuntime().addShutdownHook(members.cleanUp);
    try {
      for (int i = 0; i < count; i++) {
        members.startOne();
      }
    } catch (RuntimeException e) {
      members.close();
      throw e;
    }
    return members;
  }

  /** How a driver joins them. */
  WeftConfig config() {
    String[] addresses = running.stream().map(MemberProcess::address).toArray(String[]::new);
    return WeftConfig.fromEnvironment().join(addresses).cluster(cluster).keyFile(key());
  }

  /** All processes, this one included. */
  synchronized List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(List.of(ProcessHandle.current()));
    running.forEach(member -> all.add(member.handle()));
    return all;
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(cleanUp);
    } catch (IllegalStateException e) {
      // the JVM is on its way out
    }
  }

  private synchronized void end() {
    running.forEach(MemberProcess::kill);
    running.clear();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // gone already: ended twice
    }
  }

  private synchronized void startOne() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Dweft.cluster=" + cluster);
    command.add("-Dweft.key.file=" + key());
    command.addAll(program());
    command.addAll(List.of("member", "--port", "0"));
    if (!running.isEmpty()) {
      command.addAll(List.of("--join", running.get(0).address()));
    }
    running.add(MemberProcess.start(command, folder));
  }

  /** {@code weft.jar}, whose manifest opens what Hazelcast needs, or else a class path. */
  private static List<String> program() {
    String classPath = classPath();
    return classPath.endsWith("weft.jar")
        ? List.of("-jar", classPath)
        : List.of("-cp", classPath, MAIN);
  }

  /** Members run in a folder of their own. */
  private static String classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Path key() {
    return folder.resolve("cluster.key");
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("weft-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
