package dev.weft.agent.torture;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A library whose own tests are at hand.
 *
 * @param prefix what the names of its classes begin with
 * @param type one of its classes, below the prefix
 * @param testType one of its tests, likewise
 * @param few the tests of an ordinary build, by what the names of their classes begin with
 * @param slow tests that repeat themselves for minutes, over all locales say, likewise
 */
record TestedLibrary(
    String name, String prefix, String type, String testType, List<String> few, List<String> slow) {

  private static final List<TestedLibrary> ALL =
      List.of(
          new TestedLibrary(
              "commons-codec",
              "org.apache.commons.codec.",
              "binary.Hex",
              "binary.HexTest",
              List.of("binary.B", "binary.H", "digest.Md5", "digest.HmacU", "net."),
              List.of("language.bm.CacheSubSequencePerf", "language.bm.PhoneticEnginePerf")),
          new TestedLibrary(
              "commons-lang3",
              "org.apache.commons.lang3.",
              "StringUtils",
              "StringUtilsTest",
              List.of(
                  "ArrayUtils", "CharSet", "StringUtils", "builder.", "math.", "text.S", "tuple."),
              List.of(
                  "builder.ToStringStyleConcurrency",
                  "text.ExtendedMessageFormat",
                  "time.FastDateParser",
                  "time.Java15Bug")),
          new TestedLibrary(
              "commons-collections4",
              "org.apache.commons.collections4.",
              "CollectionUtils",
              "CollectionUtilsTest",
              List.of(),
              List.of()));

  static List<TestedLibrary> all() {
    return ALL;
  }

  static TestedLibrary of(String name) {
    return ALL.stream().filter(library -> library.name().equals(name)).findFirst().orElseThrow();
  }

  Library classes() throws Exception {
    return Library.of(prefix + type);
  }

  Path jarOfTests() throws Exception {
    return Library.jarOf(prefix + testType);
  }

  /** These classes and those of the tests. */
  Library withTests(Library classes) throws Exception {
    TreeMap<String, byte[]> all = new TreeMap<>(Library.of(prefix + testType).classes());
    all.putAll(classes.classes());
    return new Library(name, all);
  }

  /** Which classes of tests are run. */
  Predicate<String> tests(boolean isWhole) {
    return type ->
        type.startsWith(prefix)
            && (isWhole ? !isAmong(slow, type) : isAmong(few, type) && !isAmong(slow, type));
  }

  private boolean isAmong(List<String> beginnings, String type) {
    String shortName = type.substring(prefix.length());
    return beginnings.stream().anyMatch(shortName::startsWith);
  }
}
