package dev.weft.it.kit;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Java installation.
 *
 * @param home its folder
 * @param feature its feature release
 */
public record Jdk(Path home, int feature) {

  private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

  /** The one that runs the tests. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /**
   * JDK 25; where there is none the test is skipped, and says so. Looked for in the environment
   * variable {@code WEFT_TEST_JDK25}, the system property {@code it.jdk25}, the usual place.
   */
  public static Jdk assume25() {
    Optional<Jdk> found = find(25);
    Assumptions.assumeTrue(
        found.isPresent(), "no JDK 25 here; set WEFT_TEST_JDK25 to the folder of one");
    return found.orElseThrow();
  }

  /** The JDK of that feature release, if there is one here. */
  public static Optional<Jdk> find(int feature) {
    if (current().feature == feature) {
      return Optional.of(current());
    }
    List<Path> places =
        Stream.of(System.getenv("WEFT_TEST_JDK" + feature), System.getProperty("it.jdk" + feature))
            .filter(Objects::nonNull)
            .filter(place -> !place.isBlank())
            .map(Path::of)
            .toList();
    return Stream.concat(places.stream(), usual(feature).stream())
        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
        .filter(home -> featureOf(home) == feature)
        .map(home -> new Jdk(home, feature))
        .findFirst();
  }

  private static List<Path> usual(int feature) {
    if (!Files.isDirectory(USUAL_PLACE)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(USUAL_PLACE)) {
      return homes
          .filter(home -> home.getFileName().toString().contains(Integer.toString(feature)))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** From the file {@code release}, which every JDK has. */
  private static int featureOf(Path home) {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Arrays.stream(version.split("[^0-9]", -1))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  Path java() {
    return home.resolve("bin/java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
