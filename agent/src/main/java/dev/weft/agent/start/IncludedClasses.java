package dev.weft.agent.start;

import dev.weft.agent.check.Spelling;
import dev.weft.agent.type.Includes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches whether the classes that {@code weft.include} names are loaded, and says when the process
 * ends which never were and cannot be found either: their names may be misspelt.
 */
final class IncludedClasses {

  private final Includes includes;
  private final boolean isWatching;

  /** The internal names of the application's classes; empty when nothing is included. */
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();

  private IncludedClasses(Includes includes) {
    this.includes = includes;
    this.isWatching = !includes.classNames().isEmpty();
  }

  static IncludedClasses watch(Includes includes) {
    for (String problem : includes.problems()) {
      AgentLog.ignored(problem);
    }
    IncludedClasses watched = new IncludedClasses(includes);
    if (watched.isWatching) {
      Runtime.getRuntime().addShutdownHook(new Thread(watched::end, "weft-include-end"));
    }
    return watched;
  }

  /** Takes note of a class that an application's loader loads. */
  void loaded(String className) {
    if (isWatching) {
      loaded.add(className);
    }
  }

  private void end() {
    for (String name : includes.classNames()) {
      if (!loaded.contains(name) && ClassLoader.getSystemResource(name + ".class") == null) {
        String closest =
            Spelling.nearest(name, loaded)
                .map(nearest -> " Did you mean " + nearest.replace('/', '.') + "?")
                .orElse("");
        AgentLog.ignored(
            "weft.include: the class " + name.replace('/', '.') + " was never loaded." + closest);
      }
    }
  }
}
