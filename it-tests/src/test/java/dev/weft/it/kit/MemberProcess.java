package dev.weft.it.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A member as a process of its own, from {@code weft.jar}, without any application class. */
public final class MemberProcess implements AutoCloseable {

  private static final Pattern JOIN = Pattern.compile("join with -Dweft\\.join=(\\S+):(\\d+)");

  private final JavaProcess process;
  private final String host;
  private final int port;

  private MemberProcess(JavaProcess process, String host, int port) {
    this.process = process;
    this.host = host;
    this.port = port;
  }

  /** How to start a member with some arguments. */
  public static JavaCommand command(String name, List<String> arguments) {
    return command(name, Artifacts.weftJar(), arguments);
  }

  /** How to start a member from another jar. */
  public static JavaCommand command(String name, Path jar, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("member"));
    all.addAll(arguments);
    return new JavaCommand(name).jar(jar, all);
  }

  /** Takes a process that was started as a member, and waits until it serves. */
  public static MemberProcess of(JavaProcess process) {
    Matcher line = JOIN.matcher(process.awaitErr(JOIN.pattern()));
    if (!line.find()) {
      throw new IllegalStateException("The line that was found is not there.");
    }
    return new MemberProcess(process, line.group(1), Integer.parseInt(line.group(2)));
  }

  /** The process itself. */
  public JavaProcess process() {
    return process;
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** What drivers and other members join. */
  public String address() {
    return host + ":" + port;
  }

  /** Its log. */
  public Output log() {
    return process.err();
  }

  /** Waits for a line of its log, after a mark of {@link #log()}. */
  public String awaitLog(String regex, int mark) {
    return process.awaitErr(regex, mark);
  }

  @Override
  public void close() {
    process.close();
  }
}
