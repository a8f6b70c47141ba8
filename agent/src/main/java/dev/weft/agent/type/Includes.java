package dev.weft.agent.type;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** The methods that are remote by {@code weft.include}. Immutable. */
public final class Includes {

  /** No methods. */
  public static final Includes NONE = new Includes(List.of(), List.of());

  private final Map<String, List<Include>> patterns = new LinkedHashMap<>();
  private final List<String> problems;

  private Includes(Collection<Include> given, List<String> problems) {
    for (Include include : given) {
      patterns.computeIfAbsent(include.className(), name -> new ArrayList<>()).add(include);
    }
    this.problems = List.copyOf(problems);
  }

  /**
   * Reads patterns, separated by commas; see {@link Include}. Those that are none become {@link
   * #problems}.
   */
  public static Includes parse(String text) {
    if (text.isBlank()) {
      return NONE; // without a regular expression: this is on every start
    }
    List<Include> includes = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String pattern : text.split(",(?![^(]*\\))", -1)) {
      if (pattern.isBlank()) {
        continue;
      }
      try {
        includes.add(Include.parse(pattern.strip()));
      } catch (IllegalArgumentException e) {
        problems.add("weft.include: " + e.getMessage());
      }
    }
    return includes.isEmpty() && problems.isEmpty() ? NONE : new Includes(includes, problems);
  }

  /** What was given and is ignored, in whole sentences. */
  public List<String> problems() {
    return problems;
  }

  /** The internal names of the classes that patterns name. */
  public Collection<String> classNames() {
    return List.copyOf(patterns.keySet());
  }

  /** The patterns for a class. */
  public List<Include> of(String className) {
    return List.copyOf(patterns.getOrDefault(className, List.of()));
  }

  /** Those that name one of these classes. */
  public Includes only(Collection<String> classNames) {
    return new Includes(
        patterns.values().stream()
            .flatMap(List::stream)
            .filter(include -> classNames.contains(include.className()))
            .toList(),
        problems);
  }

  /** Whether a pattern names a class. */
  boolean contains(String className) {
    return patterns.containsKey(className);
  }

  /** Whether a method of a class is remote by a pattern. */
  boolean covers(String className, int version, int classAccess, MethodInfo method) {
    List<Include> candidates = patterns.get(className);
    return candidates != null
        && canBeRemote(version, classAccess, method)
        && candidates.stream()
            .anyMatch(i -> i.names(method.name(), method.descriptor(), method.access()));
  }

  private static boolean canBeRemote(int version, int classAccess, MethodInfo method) {
    boolean isOldInterface =
        (classAccess & Opcodes.ACC_INTERFACE) != 0 && (version & 0xFFFF) < Opcodes.V1_8;
    return !isOldInterface
        && (RemoteTypes.isEligibleTask(method) || InstanceTasks.isEligible(method));
  }
}
