package dev.weft.agent.differential;

import java.util.Map;

/** Something that makes class files of Java sources. */
interface SourceCompiler {

  /** The newest language level that it can compile for, and that the running JVM can run. */
  int release();

  /**
   * Compiles sources for a release.
   *
   * @param sources texts by the binary names of their main classes
   * @return class files by binary names
   * @throws AssertionError if they do not compile, with the compiler's words
   */
  Map<String, byte[]> compile(Map<String, String> sources, int release);

  /** Its name in the names of tests. */
  @Override
  String toString();
}
