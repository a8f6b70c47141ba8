package dev.weft.it.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start a JVM, immutable: {@code new JavaCommand("shop").classPath(jar).main("Main")}.
 *
 * <p>Environment variables of Weft's and the JVM's are taken away: a test must not depend on them.
 */
public final class JavaCommand {

  private final String name;
  private final Jdk jdk;
  private final List<String> launcher;
  private final List<String> options;
  private final List<String> program;

  /** A command without options on the JDK of the tests. */
  public JavaCommand(String name) {
    this(name, Jdk.current(), List.of(), List.of(), List.of());
  }

  private JavaCommand(
      String name, Jdk jdk, List<String> launcher, List<String> options, List<String> program) {
    this.name = name;
    this.jdk = jdk;
    this.launcher = List.copyOf(launcher);
    this.options = List.copyOf(options);
    this.program = List.copyOf(program);
  }

  /** With another JDK. */
  public JavaCommand on(Jdk other) {
    return new JavaCommand(name, other, launcher, options, program);
  }

  /** Started by another command, which becomes the JVM: {@code nice -n 5}. */
  public JavaCommand launchedBy(List<String> command) {
    return new JavaCommand(name, jdk, command, options, program);
  }

  /** With options of the JVM. */
  public JavaCommand options(String... more) {
    return options(Arrays.asList(more));
  }

  /** With options of the JVM. */
  public JavaCommand options(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new JavaCommand(name, jdk, launcher, all, program);
  }

  /** With Weft's agent. */
  public JavaCommand agent() {
    return agent(Artifacts.agentJar());
  }

  /** With an agent. */
  public JavaCommand agent(Path jar) {
    return options("-javaagent:" + jar);
  }

  /** With a class path. */
  public JavaCommand classPath(Path... entries) {
    return options(
        "-cp",
        Arrays.stream(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
  }

  /** With a class path that goes on with libraries. */
  public JavaCommand classPath(Path first, List<Path> libraries) {
    return classPath(Stream.concat(Stream.of(first), libraries.stream()).toArray(Path[]::new));
  }

  /** With a main class and its arguments. */
  public JavaCommand main(String type, String... arguments) {
    List<String> all = new ArrayList<>(List.of(type));
    all.addAll(Arrays.asList(arguments));
    return new JavaCommand(name, jdk, launcher, options, all);
  }

  /** With a jar that has a main class, and its arguments. */
  public JavaCommand jar(Path jar, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-jar", jar.toString()));
    all.addAll(arguments);
    return new JavaCommand(name, jdk, launcher, options, all);
  }

  /** Starts it. */
  public JavaProcess start() {
    List<String> command = new ArrayList<>(launcher);
    command.add(jdk.java().toString());
    command.addAll(options);
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(Artifacts.newFolder(name).toFile());
    cleanEnvironment(builder);
    return JavaProcess.start(name, builder);
  }

  /** Starts it, waits until it has ended, and checks that it ended well. */
  public JavaProcess run() {
    return start().awaitSuccess();
  }

  static void cleanEnvironment(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(
            key ->
                key.startsWith("WEFT_")
                    || List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                        .contains(key));
  }
}
