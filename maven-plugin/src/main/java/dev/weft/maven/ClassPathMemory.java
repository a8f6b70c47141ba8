package dev.weft.maven;

import dev.weft.agent.report.UnwovenCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the check of a class path said last, in a file: to look through all of it takes seconds, and
 * it seldom changes.
 *
 * <pre>
 * the sum of the project's remote classes and of path, size and time of each jar and class file
 * name of a class, tab, where it comes from, tab, what it calls
 * …
 * </pre>
 */
final class ClassPathMemory {

  private final Path file;
  private final String state;

  private ClassPathMemory(Path file, String state) {
    this.file = file;
    this.state = state;
  }

  /**
   * What is remembered of a class path.
   *
   * @param owners the project's own classes with remote methods
   */
  static ClassPathMemory of(Path file, Collection<String> owners, List<Path> elements)
      throws IOException {
    StringBuilder state = new StringBuilder(String.join(" ", owners)).append('\n');
    for (Path element : elements) {
      add(state, element);
    }
    return new ClassPathMemory(
        file, Sums.hex(Sums.of(state.toString().getBytes(StandardCharsets.UTF_8))));
  }

  /** What was said, if the class path is the same. */
  Optional<List<UnwovenCaller>> read() throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(state)) {
      return Optional.empty();
    }
    List<UnwovenCaller> callers = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      callers.add(new UnwovenCaller(fields[0], fields[1], fields[2]));
    }
    return Optional.of(callers);
  }

  void write(List<UnwovenCaller> callers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(state));
    callers.forEach(c -> lines.add(c.name() + "\t" + c.where() + "\t" + c.callee()));
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  private static void add(StringBuilder state, Path element) throws IOException {
    if (!Files.exists(element)) {
      return;
    }
    try (Stream<Path> files = Files.walk(element)) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        state
            .append(path)
            .append(' ')
            .append(Files.size(path))
            .append(' ')
            .append(Files.getLastModifiedTime(path).toMillis())
            .append('\n');
      }
    }
  }
}
