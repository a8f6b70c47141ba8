package dev.weft.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files of this checkout, for tests of what stands beside the code. */
public final class Checkout {

  private Checkout() {}

  /** The folder of the parent POM, from wherever a module's tests run. */
  public static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** The text of a file. */
  public static String read(String file) {
    try {
      return Files.readString(folder().resolve(file));
    } catch (IOException e) {
      throw new AssertionError("Cannot read " + file, e);
    }
  }

  /** The fenced blocks of a Markdown file that are in a language. */
  public static List<String> blocks(String file, String language) {
    return all("(?ms)^```" + language + "\n(.*?)^```$", read(file));
  }

  /** What the first group of a pattern matches, everywhere in a text. */
  public static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(Checkout::first).toList();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }
}
