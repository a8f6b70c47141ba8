package dev.weft.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** A program from source text, run in a JVM of its own. */
final class ChildProgram {

  private static final long DEADLINE_SECONDS = 60;

  private final Path folder;
  private final List<String> libraries = new ArrayList<>();
  private final List<String> options = new ArrayList<>();

  /** How it ended and what it printed. */
  record Result(int exitValue, String out, String err) {}

  /**
   * @param folder where its files go
   */
  ChildProgram(Path folder) {
    this.folder = folder;
  }

  /** Puts the jars of a folder on its class path. */
  ChildProgram withLibraries(Path jars) throws IOException {
    try (var files = Files.list(jars)) {
      files.map(Path::toString).sorted().forEach(libraries::add);
    }
    return this;
  }

  ChildProgram withOptions(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Compiles a class; only Weft's API and the libraries are seen. */
  ChildProgram compile(String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    List<String> classPath = new ArrayList<>(libraries);
    classPath.add(runtime());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                String.join(java.io.File.pathSeparator, classPath),
                "-d",
                classes(),
                file.toString());
    if (status != 0) {
      throw new AssertionError("It does not compile.");
    }
    return this;
  }

  Result run(String mainClass) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    libraries.add(0, classes());
    command.addAll(List.of("-cp", String.join(java.io.File.pathSeparator, libraries), mainClass));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("WEFT_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(
          "It still runs after " + DEADLINE_SECONDS + " s.\n" + Files.readString(err));
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private String classes() throws IOException {
    return Files.createDirectories(folder.resolve("classes")).toString();
  }

  /** Where the tests find the runtime: a folder or a jar. */
  private static String runtime() {
    return Path.of(
            java.net.URI.create(
                dev.weft.Weft.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
