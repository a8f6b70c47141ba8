package dev.weft.agent.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a library's tests expect that the programming model does not promise. Read from a file that
 * gives a reason for each.
 *
 * @param ordered methods that do more than return a value, as {@code Class.method}; an author would
 *     write {@code @Remote(await = true)}
 * @param different tests that end otherwise, as {@code Class.method}
 */
record LibraryExceptions(Set<String> ordered, Set<String> different) {

  static LibraryExceptions of(TestedLibrary library) throws IOException {
    String name = library.name() + ".exceptions";
    String text;
    try (InputStream in = LibraryExceptions.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("there is no " + name);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    LibraryExceptions exceptions = new LibraryExceptions(new TreeSet<>(), new TreeSet<>());
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        exceptions.add(line, library.prefix());
      }
    }
    return exceptions;
  }

  private void add(String line, String prefix) {
    String[] words = line.strip().split("\\s+", 3);
    if (words.length < 3) {
      throw new AssertionError("no reason is given: " + line);
    }
    switch (words[0]) {
      case "ordered" -> ordered.add(prefix + words[1]);
      case "different" -> different.add(prefix + words[1]);
      default -> throw new AssertionError("neither ordered nor different: " + line);
    }
  }

  /**
   * Whether a test may end otherwise.
   *
   * @param test its id, as JUnit forms it
   */
  boolean isDifferent(String test) {
    return different.stream()
        .anyMatch(
            name -> {
              int dot = name.lastIndexOf('.');
              return test.contains("[class:" + name.substring(0, dot) + "]")
                  && test.contains(":" + name.substring(dot + 1) + "(");
            });
  }
}
