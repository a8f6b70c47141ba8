package dev.weft.examples.classrank;

import dev.weft.WeftConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Member JVMs of a cluster of their own, as {@code weft member} would start them: a private key, a
 * private name, any free ports. Closing ends them all.
 */
final class Members implements AutoCloseable {

  private final Path folder;
  private final String cluster;
  private final Path jar;
  private final List<MemberProcess> running = new ArrayList<>();

  private Members(Path folder, Path jar) {
    this.folder = folder;
    this.jar = jar.toAbsolutePath(); // members run in a folder of their own
    this.cluster = "demo-" + ProcessHandle.current().pid();
  }

  /** Starts so many members, one after the other, and waits until each has joined. */
  static Members start(int count, Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new DemoOptions.Unusable(
          "weft demo: members are started from "
              + jar
              + ", which is not there. Build it with ./mvnw package, or name another with --jar.");
    }
    Members members = new Members(temporaryFolder(), jar);
    Runtime.getRuntime().addShutdownHook(new Thread(members::close, "demo-cleanup"));
    for (int i = 1; i <= count; i++) {
      members.startOne(i);
    }
    return members;
  }

  /** How a driver joins them. */
  WeftConfig config() {
    return WeftConfig.fromEnvironment().join(addresses()).cluster(cluster).keyFile(key());
  }

  /** Ends the member that was started last, as kill -9 does, and says which one it was. */
  synchronized String killYoungest() {
    MemberProcess youngest = running.remove(running.size() - 1);
    youngest.kill();
    return youngest.toString();
  }

  @Override
  public synchronized void close() {
    running.forEach(MemberProcess::kill);
    running.clear();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // gone already: closed twice
    }
  }

  @Override
  public synchronized String toString() {
    String ports = running.stream().map(MemberProcess::port).collect(Collectors.joining(", "));
    return running.size() == 1
        ? "a member on port " + ports
        : running.size() + " members on ports " + ports;
  }

  private synchronized void startOne(int number) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dweft.cluster=" + cluster);
    arguments.add("-Dweft.key.file=" + key());
    arguments.addAll(List.of("-jar", jar.toString(), "member", "--port", "0"));
    if (!running.isEmpty()) {
      arguments.addAll(List.of("--join", running.get(0).address()));
    }
    running.add(MemberProcess.start("member " + number, arguments, folder));
  }

  private Path key() {
    return folder.resolve("cluster.key");
  }

  private String[] addresses() {
    return running.stream().map(MemberProcess::address).toArray(String[]::new);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("weft-demo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
