package dev.weft.cluster.internal.engine;

import dev.weft.bridge.Weaving;
import dev.weft.bridge.Woven;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The classes here that make remote calls without being woven, as far as the Maven plugin wrote
 * down when it wove the application. Each is looked at again: it may have been woven since.
 */
final class UnwovenCallers {

  private static final String INDEX = "META-INF/weft/unwoven";
  private static final String MARK = Woven.class.getName().replace('.', '/');
  private static final int MAX_NAMED = 5;

  private UnwovenCallers() {}

  /** A line that names them, if there are any. */
  static Optional<String> line() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    List<String> callers = loader == null ? List.of() : here(loader);
    if (callers.isEmpty()) {
      return Optional.empty();
    }
    String names = callers.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    int more = callers.size() - MAX_NAMED;
    return Optional.of(
        "weft: not woven, so that tasks which they call run in their thread: "
            + names
            + (more > 0 ? " and " + more + " more" : "")
            + ". Run weft:weave in the build that they come from, or start with the agent.");
  }

  private static List<String> here(ClassLoader loader) {
    List<String> callers = new ArrayList<>();
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
          lines
              .lines()
              .map(line -> line.split(" ", -1)[0])
              .filter(name -> isUnwoven(loader, name))
              .forEach(callers::add);
        }
      }
    } catch (IOException e) {
      // a hint that cannot be given
    }
    return callers.stream().distinct().sorted().toList();
  }

  private static boolean isUnwoven(ClassLoader loader, String name) {
    byte[] classFile = Weaving.classBytes().find(loader, name);
    return classFile != null && !new String(classFile, StandardCharsets.ISO_8859_1).contains(MARK);
  }
}
