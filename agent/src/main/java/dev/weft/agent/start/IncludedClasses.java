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

  /** The internal names of the application's classes; empty when nothing is included. */
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();

  private IncludedClasses(Includes includes) {
    this.includes = includes;
  }

  static IncludedClasses watch(Includes includes) {
    includes.problems().forEach(AgentLog::ignored);
    IncludedClasses watched = new IncludedClasses(includes);
    if (watched.isWatching()) {
      Runtime.getRuntime().addShutdownHook(new Thread(watched::end, "weft-include-end"));
    }
    return watched;
  }

  /** Takes note of a class that an application's loader loads. */
  void loaded(String className) {
    if (isWatching()) {
      loaded.add(className);
    }
  }

  private boolean isWatching() {
    return !includes.classNames().isEmpty();
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
