package dev.weft.agent.differential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** The compilers at hand. */
final class Compilers {

  /** The newest release that the version of ecj in use knows. */
  private static final int ECJ_RELEASE = 25;

  private Compilers() {}

  /** The running JDK's {@code javac}, with what debuggers need. */
  static SourceCompiler javac() {
    return new ToolCompiler(
        "javac " + feature() + " -g", ToolProvider.getSystemJavaCompiler(), feature(), "-g");
  }

  /** All: {@code javac} with and without debug information, ecj, and another JDK's if named. */
  static List<SourceCompiler> all() {
    List<SourceCompiler> all = new ArrayList<>();
    all.add(javac());
    all.add(
        new ToolCompiler(
            "javac " + feature() + " -g:none",
            ToolProvider.getSystemJavaCompiler(),
            feature(),
            "-g:none"));
    all.add(DiskCompiler.ecj(Math.min(feature(), ECJ_RELEASE)));
    String other = System.getProperty("weft.test.javac", System.getenv("WEFT_TEST_JAVAC"));
    if (other != null && !other.isBlank()) {
      all.add(DiskCompiler.javac(Path.of(other), feature()));
    }
    return all;
  }

  private static int feature() {
    return Runtime.version().feature();
  }
}
