package dev.weft.agent.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.objectweb.asm.tree.AnnotationNode;

/** Says what is wrong with the resources that a {@code @Remote} asks for. */
final class ResourceRules {

  private static final Pattern RESOURCE =
      Pattern.compile("\\s*(?!cpus\\b|memory\\b)[A-Za-z][A-Za-z0-9_.-]*\\s*=\\s*([0-9.]+)\\s*");
  private static final double MAX = 1_000_000;
  private static final double STEPS = 1000;

  private ResourceRules() {}

  /** The first fault, or empty if there is none. */
  static Optional<String> fault(AnnotationNode remote) {
    double cpus = Annotations.value(remote, "cpus", Double.class, 1.0);
    if (!isAmount(cpus)) {
      return Optional.of("cpus is " + cpus + ".");
    }
    long memory = Annotations.value(remote, "memory", Long.class, 0L);
    if (memory < 0) {
      return Optional.of("memory is " + memory + ".");
    }
    for (Object resource : Annotations.value(remote, "resources", List.class, List.of())) {
      if (!isResource(resource.toString())) {
        return Optional.of("\"" + resource + "\" is no resource.");
      }
    }
    return Optional.empty();
  }

  private static boolean isResource(String text) {
    var matcher = RESOURCE.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    try {
      return isAmount(Double.parseDouble(matcher.group(1)));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isAmount(double amount) {
    double steps = amount * STEPS;
    return amount >= 0 && amount <= MAX && Math.abs(steps - Math.rint(steps)) < 1e-6;
  }
}
