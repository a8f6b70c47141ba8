package dev.weft.agent.start;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens the packages of the JDK that Hazelcast looks into, to the isolated loader alone. Without
 * them it warns at start and measures less.
 */
final class JdkPackages {

  private static final Map<String, List<String>> WANTED =
      Map.of(
          "java.base",
              List.of(
                  "java.lang",
                  "java.lang.invoke",
                  "java.nio",
                  "sun.nio.ch",
                  "jdk.internal.ref",
                  "jdk.internal.misc"),
          "java.management", List.of("sun.management"),
          "jdk.management", List.of("com.sun.management.internal"));

  private JdkPackages() {}

  static void open(Instrumentation instrumentation, Module to) {
    WANTED.forEach(
        (name, packages) ->
            ModuleLayer.boot()
                .findModule(name)
                .ifPresent(module -> open(instrumentation, module, packages, to)));
  }

  private static void open(
      Instrumentation instrumentation, Module module, List<String> packages, Module to) {
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : packages) {
      if (module.getPackages().contains(name)) {
        opens.put(name, Set.of(to));
      }
    }
    instrumentation.redefineModule(module, Set.of(), Map.of(), opens, Set.of(), Map.of());
  }
}
