package dev.weft.agent.differential.generate;

import java.util.ArrayList;
import java.util.List;

/** Statements in a row. */
final class Block {

  final List<Statement> statements = new ArrayList<>();

  void add(Statement statement) {
    statements.add(statement);
  }

  void render(String indent, StringBuilder to) {
    statements.forEach(statement -> statement.render(indent, to));
  }

  /** All blocks in it, itself first. */
  List<Block> all() {
    List<Block> all = new ArrayList<>(List.of(this));
    for (Statement statement : statements) {
      statement.blocks().forEach(block -> all.addAll(block.all()));
    }
    return all;
  }
}
