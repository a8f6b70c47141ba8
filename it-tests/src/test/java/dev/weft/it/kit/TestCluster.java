package dev.weft.it.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A cluster of member processes with a key and a name of its own. */
public final class TestCluster implements AutoCloseable {

  private final Path keyFile = Artifacts.newFolder("key").resolve("cluster.key");
  private final String name = "it-" + UUID.randomUUID();
  private final List<MemberProcess> members = new ArrayList<>();

  private TestCluster() {}

  /** Starts members, one after the other, and waits until all know each other. */
  public static TestCluster start(int count) {
    TestCluster cluster = new TestCluster();
    try {
      for (int i = 0; i < count; i++) {
        cluster.startMember();
      }
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Starts one more member and waits until all others know it.
   *
   * @param options of its JVM
   */
  public MemberProcess startMember(String... options) {
    return startMember(List.of(), options);
  }

  /** The same with more arguments of the command line. */
  public MemberProcess startMember(List<String> more, String... options) {
    List<Integer> marks = marks();
    List<String> arguments = new ArrayList<>(List.of("--port", "0"));
    arguments.addAll(more);
    arguments.addAll(List.of("--key-file", keyFile.toString(), "--cluster", name));
    if (!members.isEmpty()) {
      arguments.addAll(List.of("--join", address()));
    }
    String processName = "member-" + (members.size() + 1);
    MemberProcess member =
        MemberProcess.of(MemberProcess.command(processName, arguments).options(options).start());
    for (int i = 0; i < marks.size(); i++) {
      members.get(i).awaitLog(":" + member.port() + " joined", marks.get(i));
    }
    members.add(member);
    return member;
  }

  /** The members, the oldest first; a killed one is still among them. */
  public List<MemberProcess> members() {
    return List.copyOf(members);
  }

  public MemberProcess member(int index) {
    return members.get(index);
  }

  /** An address to join. */
  public String address() {
    return members.get(0).address();
  }

  public Path keyFile() {
    return keyFile;
  }

  public String name() {
    return name;
  }

  /** The JVM options that make a program a driver of this cluster. */
  public List<String> driverOptions() {
    return List.of(
        "-Dweft.join=" + address(), "-Dweft.cluster=" + name, "-Dweft.key.file=" + keyFile);
  }

  /** Where the log of each member ends now. */
  public List<Integer> marks() {
    return members.stream().map(member -> member.log().mark()).toList();
  }

  /** Waits for a line in the log of each member after its mark. */
  public List<String> awaitLogs(String regex, List<Integer> marks) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      lines.add(members.get(i).awaitLog(regex, marks.get(i)));
    }
    return lines;
  }

  @Override
  public void close() {
    for (int i = members.size() - 1; i >= 0; i--) {
      members.get(i).close();
    }
  }
}
