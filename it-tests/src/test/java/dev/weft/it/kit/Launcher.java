package dev.weft.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The script {@code weft} of a checkout, run from another folder. */
public final class Launcher {

  private Launcher() {}

  /** Starts a member through it. */
  public static JavaProcess startMember(String name, Jdk jdk, List<String> arguments) {
    markAsBuilt();
    List<String> command = new ArrayList<>();
    command.add(Artifacts.root().resolve("weft").toString());
    command.add("member");
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(Artifacts.newFolder(name).toFile());
    JavaCommand.cleanEnvironment(builder);
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    return JavaProcess.start(name, builder);
  }

  /**
   * The launcher builds when a jar is older than a source. This build has just made the jars, but
   * Maven leaves one alone whose content is the same as before.
   */
  private static void markAsBuilt() {
    try {
      for (Path jar : List.of(Artifacts.agentJar(), Artifacts.weftJar(), Artifacts.examplesJar())) {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
