package dev.weft.cluster.internal.shipping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses what a member will need beside the class it asks for: what that one refers to, and so on,
 * nearest first, up to a limit. So a job's classes arrive in few bundles rather than one by one.
 *
 * <p>Confined to the thread of the {@link ClassServer}.
 */
final class ClassBundler {

  private static final int MAX_CLASSES = 256;
  private static final int MAX_BYTES = 1 << 20;

  private final AppClasses app;
  private final Set<String> bundled = new HashSet<>();

  ClassBundler(AppClasses app) {
    this.app = app;
  }

  /** A bundle that begins with the class of that name; empty if the application has none. */
  Optional<ClassBundle> bundle(String wanted) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>();
    next.add(wanted);
    int size = 0;
    while (!next.isEmpty() && classes.size() < MAX_CLASSES && size < MAX_BYTES) {
      String name = next.remove();
      if (!seen.add(name) || !isNeeded(name, wanted)) {
        continue;
      }
      byte[] bytes = app.bytes(name);
      if (bytes != null) {
        classes.put(name, bytes);
        size += bytes.length;
        next.addAll(ClassReferences.of(bytes));
      }
    }
    bundled.addAll(classes.keySet());
    return classes.containsKey(wanted) ? Optional.of(new ClassBundle(classes)) : Optional.empty();
  }

  /** The names of all classes of the application that a class refers to, and so on; and its own. */
  Set<String> closure(String root) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>();
    next.add(root);
    while (!next.isEmpty()) {
      String name = next.remove();
      if (seen.add(name) && ShippedNames.mayBeShipped(name) && !isPlatform(name)) {
        byte[] bytes = app.bytes(name);
        if (bytes != null) {
          found.add(name);
          next.addAll(ClassReferences.of(bytes));
        }
      }
    }
    return found;
  }

  private boolean isNeeded(String name, String wanted) {
    return ShippedNames.mayBeShipped(name)
        && (name.equals(wanted) || !bundled.contains(name))
        && !isPlatform(name);
  }

  private static boolean isPlatform(String name) {
    return ClassLoader.getPlatformClassLoader().getResource(name.replace('.', '/') + ".class")
        != null;
  }
}
