package dev.weft.agent.differential.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Drops statements of a program, or puts their bodies in their place, as long as it still fails.
 */
public final class Shrinking {

  private Shrinking() {}

  /**
   * Shrinks a program in place.
   *
   * @param stillFails whether the program, as it is now, shows the same fault
   * @param tries how often to ask that, at most
   */
  public static void shrink(
      GeneratedProgram program, Predicate<GeneratedProgram> stillFails, int tries) {
    int left = tries;
    boolean smaller = true;
    while (smaller && left > 0) {
      int before = program.size();
      for (Block body : program.bodies()) {
        for (Block block : body.all()) {
          left = shrink(block, program, stillFails, left);
        }
      }
      smaller = program.size() < before;
    }
  }

  private static int shrink(
      Block block, GeneratedProgram program, Predicate<GeneratedProgram> stillFails, int tries) {
    int left = tries;
    for (int i = block.statements.size() - 1; i >= 0 && left > 0; i--) {
      for (List<Statement> instead : replacements(block.statements.get(i))) {
        List<Statement> before = List.copyOf(block.statements);
        block.statements.remove(i);
        block.statements.addAll(i, instead);
        left--;
        if (stillFails.test(program)) {
          break;
        }
        block.statements.clear();
        block.statements.addAll(before);
      }
    }
    return left;
  }

  private static List<List<Statement>> replacements(Statement statement) {
    List<List<Statement>> replacements = new ArrayList<>();
    replacements.add(List.of());
    statement.blocks().forEach(block -> replacements.add(List.copyOf(block.statements)));
    return replacements;
  }
}
