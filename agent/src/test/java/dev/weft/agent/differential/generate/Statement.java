package dev.weft.agent.differential.generate;

import java.util.List;

/**
 * A statement as text that may have blocks between its parts.
 *
 * @param parts what stands before the first block, between the blocks, and after the last
 */
record Statement(List<String> parts, List<Block> blocks) {

  static Statement of(String line) {
    return new Statement(List.of(line), List.of());
  }

  /** {@code head body tail}, as in {@code for (…) { … }}. */
  static Statement of(String head, Block body, String tail) {
    return new Statement(List.of(head, tail), List.of(body));
  }

  void render(String indent, StringBuilder to) {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isEmpty()) {
        to.append(indent).append(parts.get(i)).append('\n');
      }
      if (i < blocks.size()) {
        blocks.get(i).render(indent + "  ", to);
      }
    }
  }
}
