package dev.weft.agent.differential.generate;

import java.util.List;

/**
 * A generated class.
 *
 * @param simpleName its name, in the package {@code cases}
 * @param methods the heads of its methods
 * @param bodies their bodies
 * @param ends what stands after the bodies
 */
public record GeneratedProgram(
    String simpleName, List<String> methods, List<Block> bodies, List<String> ends) {

  private static final String IMPORTS =
      """
      package cases;
      import static cases.Tasks.*;
      import static dev.weft.agent.differential.Trace.*;
      import java.util.*;
      import java.util.function.*;
      """;

  public String main() {
    return "cases." + simpleName;
  }

  /** Its text. */
  public String source() {
    StringBuilder text = new StringBuilder(IMPORTS);
    text.append("public class ").append(simpleName).append(" {\n");
    for (int i = 0; i < methods.size(); i++) {
      text.append("  ").append(methods.get(i)).append(" {\n");
      bodies.get(i).render("    ", text);
      text.append("    ").append(ends.get(i)).append("\n  }\n");
    }
    return text.append("}\n").toString();
  }

  /** How many statements it has. */
  int size() {
    return bodies.stream()
        .flatMap(body -> body.all().stream())
        .mapToInt(block -> block.statements.size())
        .sum();
  }
}
