package dev.weft.it.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.weft.it.kit.Artifacts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The compiled classes of the project's modules, without their tests. */
enum Modules {
  RUNTIME("runtime"),
  AGENT("agent"),
  STORE("store"),
  CLUSTER("cluster"),
  MAVEN_PLUGIN("maven-plugin"),
  EXAMPLES("examples");

  private static final Map<Modules, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

  private final String folder;

  Modules(String folder) {
    this.folder = folder;
  }

  /** The classes of one module. */
  JavaClasses classes() {
    return IMPORTED.computeIfAbsent(this, m -> new ClassFileImporter().importPath(m.path()));
  }

  /** The classes of all modules. */
  static Stream<JavaClasses> all() {
    return Arrays.stream(values()).map(Modules::classes);
  }

  private Path path() {
    return Artifacts.root().resolve(folder).resolve("target/classes");
  }
}
