package dev.weft.it.figures;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.SampleApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * An application that loads and links classes of libraries as they are on Maven Central: Tomcat,
 * ArchUnit, AssertJ, JUnit, JMH, Kryo, ASM, and of Hazelcast as many as are left to load.
 *
 * @param jars its class path; what it runs comes first
 * @param names the file that names the classes
 */
record LibraryApplication(List<Path> jars, Path names) {

  /** The class whose {@code main} does it, given the file. */
  static final String MAIN = "loading.Main";

  private static final List<String> ON_OUR_CLASS_PATH =
      List.of(
          "com.tngtech.archunit.core.domain.JavaClass",
          "org.assertj.core.api.Assertions",
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.engine.JupiterTestEngine",
          "org.junit.platform.engine.TestEngine",
          "org.openjdk.jmh.runner.Runner");

  LibraryApplication {
    jars = List.copyOf(jars);
  }

  /** One that loads that many classes, if the libraries have as many. */
  static LibraryApplication of(int classes) {
    List<Path> jars = new ArrayList<>(List.of(SampleApp.of("loading").jar()));
    jars.addAll(Artifacts.tomcat().toList());
    ON_OUR_CLASS_PATH.forEach(type -> jars.add(jarOf(type)));
    Artifacts.oldLibraries().filter(jar -> !isHazelcast(jar)).forEach(jars::add);
    Artifacts.oldLibraries().filter(LibraryApplication::isHazelcast).forEach(jars::add);
    try {
      List<String> names = new ArrayList<>();
      for (Path jar : jars) {
        addNames(jar, names);
      }
      Path file = Artifacts.newFolder("loading").resolve("classes.txt");
      Files.write(file, names.subList(0, Math.min(classes, names.size())));
      return new LibraryApplication(jars, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isHazelcast(Path jar) {
    return jar.getFileName().toString().startsWith("hazelcast");
  }

  private static Path jarOf(String type) {
    try {
      return Path.of(
          Class.forName(type).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("Not on the class path: " + type, e);
    }
  }

  private static void addNames(Path jar, List<String> names) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.contains("-info")) {
          names.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
  }
}
