package dev.weft.agent.differential.generate;

import dev.weft.agent.differential.generate.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random statements. All loops end, and no statement is unreachable. */
final class Statements {

  private static final int MOST_TIMES = 18;
  private static final List<String> FAILURES =
      List.of(
          "IllegalArgumentException",
          "IllegalStateException",
          "ArithmeticException",
          "IndexOutOfBoundsException",
          "RuntimeException",
          "Exception",
          "Throwable");

  private final Random random;
  private final Expressions expressions;

  /** What a {@code return} gives. */
  private final Kind result;

  private int names;

  Statements(Random random, Expressions expressions, Kind result) {
    this.random = random;
    this.expressions = expressions;
    this.result = result;
  }

  Block block(Scope scope, int depth, int size) {
    Block block = new Block();
    Scope inside = scope.nested();
    for (int i = 0; i < size; i++) {
      block.add(statement(inside, depth, block));
    }
    return block;
  }

  private Block block(Scope scope, int depth) {
    return block(scope, depth, 1 + random.nextInt(3));
  }

  private Statement statement(Scope scope, int depth, Block block) {
    boolean mayNest = depth > 0;
    return switch (random.nextInt(mayNest ? 30 : 16)) {
      case 0, 1, 2, 3 -> assignment(scope);
      case 4 ->
          Statement.of(scope.target(Kind.INT, random) + " += " + expressions.ofInt(scope, 2) + ";");
      case 5 -> Statement.of(scope.target(Kind.INT, random) + "++;");
      case 6, 7 -> Statement.of(expressions.dropped(scope, 2) + ";");
      case 8 -> Statement.of("trace(" + expressions.text(scope, 2) + ");");
      case 9 -> Statement.of("trace(\"m\");");
      case 10 -> declaration(scope);
      case 11, 12 -> elements(scope);
      case 13 -> leaving(scope);
      case 14 -> container(scope);
      case 15 ->
          Statement.of(
              scope.target(Kind.TEXT, random)
                  + " = cut("
                  + scope.any(Kind.TEXT, random)
                  + " + "
                  + expressions.ofInt(scope, 1)
                  + ");");
      case 16, 17, 18 -> condition(scope, depth - 1);
      case 19, 20, 21 -> loop(scope, depth - 1);
      case 22 -> choice(scope, depth - 1);
      case 23, 24, 25, 26, 27 -> region(scope, depth - 1);
      case 28 -> lambda(scope, block);
      default -> Statement.of("{", block(scope, depth - 1), "}");
    };
  }

  private Statement assignment(Scope scope) {
    return Statement.of(
        switch (random.nextInt(8)) {
              case 0, 1, 2 -> scope.target(Kind.INT, random) + " = " + expressions.ofInt(scope, 3);
              case 3, 4 -> scope.target(Kind.REAL, random) + " = " + expressions.ofReal(scope, 3);
              case 5 -> scope.target(Kind.LONG, random) + " = " + expressions.ofLong(scope, 2);
              case 6 -> scope.target(Kind.BOXED, random) + " = " + expressions.boxed(scope, 2);
              default -> scope.target(Kind.TEXT, random) + " = " + expressions.text(scope, 3);
            }
            + ";");
  }

  private Statement declaration(Scope scope) {
    String name = "v" + ++names;
    Kind kind = List.of(Kind.INT, Kind.REAL, Kind.TEXT, Kind.LONG).get(random.nextInt(4));
    String value =
        switch (kind) {
          case INT -> "int " + name + " = " + expressions.ofInt(scope, 2);
          case REAL -> "double " + name + " = " + expressions.ofReal(scope, 2);
          case LONG -> "long " + name + " = " + expressions.ofLong(scope, 2);
          default -> "String " + name + " = " + expressions.text(scope, 2);
        };
    scope.declare(name, kind);
    return Statement.of(value + ";");
  }

  private Statement container(Scope scope) {
    String name = "c" + ++names;
    Kind kind = anyContainer();
    scope.declare(name, kind);
    return Statement.of(
        switch (kind) {
          case INTS -> "int[] " + name + " = new int[4];";
          case REALS -> "double[] " + name + " = new double[" + (3 + random.nextInt(2)) + "];";
          case NUMBERS -> "List<Integer> " + name + " = new ArrayList<>();";
          case GRID -> grid(scope, name);
          default -> "Map<String, Integer> " + name + " = new LinkedHashMap<>();";
        });
  }

  private Kind anyContainer() {
    List<Kind> kinds = List.of(Kind.INTS, Kind.REALS, Kind.NUMBERS, Kind.TABLE, Kind.GRID);
    return kinds.get(random.nextInt(kinds.size()));
  }

  /** An array of two rows, made together or one by one, or known already. */
  private String grid(Scope scope, String name) {
    String start = "double[][] " + name + " = new double[2][";
    if (random.nextBoolean()) {
      return start + "3];";
    }
    return start
        + "]; for (int k = 0; k < 2; k++) "
        + name
        + "[k] = new double[3]; "
        + (scope.has(Kind.REALS) && random.nextBoolean() ? row(scope, name) : "");
  }

  private String row(Scope scope, String grid) {
    return grid + "[" + random.nextInt(2) + "] = " + scope.any(Kind.REALS, random) + ";";
  }

  /** Something with the elements of an array, a list or a map. */
  private Statement elements(Scope scope) {
    Kind kind = anyContainer();
    if (!scope.has(kind)) {
      return container(scope);
    }
    String name = scope.any(kind, random);
    boolean mayWrite = scope.mayWriteElements(name);
    String index = random.nextInt(12) == 0 ? expressions.ofInt(scope, 1) : "" + random.nextInt(3);
    String line =
        switch (random.nextInt(mayWrite ? 6 : 4)) {
          case 0, 1, 2 -> store(scope, kind, name, index);
          case 3 -> read(kind, name, index);
          case 4 -> plainStore(scope, kind, name, index);
          default -> "for (int k = 0; k < 3; k++) " + store(scope, kind, name, "k");
        };
    return Statement.of(line);
  }

  /** The value is a call: such a store may wait for it, and is never seen too early. */
  private String store(Scope scope, Kind kind, String name, String index) {
    return switch (kind) {
      case INTS -> name + "[" + index + "] = " + expressions.call(scope, Kind.INT, 2) + ";";
      case REALS ->
          name
              + "["
              + index
              + "] = "
              + expressions.call(scope, random.nextInt(3) == 0 ? Kind.INT : Kind.REAL, 2)
              + ";";
      case NUMBERS -> name + ".add(" + expressions.call(scope, Kind.INT, 2) + ");";
      case GRID ->
          name
              + "["
              + random.nextInt(2)
              + "]["
              + index
              + "] = "
              + expressions.call(scope, Kind.REAL, 2)
              + ";";
      default ->
          name + ".put(\"k\" + " + index + ", " + expressions.call(scope, Kind.INT, 2) + ");";
    };
  }

  private String plainStore(Scope scope, Kind kind, String name, String index) {
    return switch (kind) {
      case INTS -> name + "[" + index + "] = " + expressions.ofInt(scope, 2) + ";";
      case REALS -> name + "[" + index + "] = " + expressions.ofReal(scope, 2) + ";";
      case NUMBERS -> name + ".add(" + expressions.ofInt(scope, 2) + ");";
      case GRID ->
          scope.has(Kind.REALS)
              ? row(scope, name)
              : name + "[0] = " + name + "[" + random.nextInt(2) + "];";
      default -> name + ".put(\"p\" + " + index + ", " + expressions.ofInt(scope, 2) + ");";
    };
  }

  private static String read(Kind kind, String name, String index) {
    return switch (kind) {
      case GRID -> "trace(" + name + "[1][" + index + "] + sum(" + name + "[0]));";
      case INTS, REALS -> "trace(" + name + "[" + index + "]);";
      case NUMBERS -> "if (!" + name + ".isEmpty()) trace(" + name + ".get(0));";
      default -> "trace(" + name + ".get(\"k0\"));";
    };
  }

  private Statement leaving(Scope scope) {
    String how =
        switch (random.nextInt(scope.isInLoop ? 5 : 3)) {
          case 0 -> "return " + returned(scope) + ";";
          case 1 -> "throw new IllegalStateException(" + expressions.text(scope, 1) + ");";
          case 2 -> "fail(\"f\");";
          case 3 -> "break;";
          default -> "continue;";
        };
    return Statement.of("if (" + expressions.condition(scope, 1) + ") " + how);
  }

  private String returned(Scope scope) {
    return result == Kind.INT ? expressions.ofInt(scope, 2) : expressions.text(scope, 2);
  }

  private Statement condition(Scope scope, int depth) {
    String head = "if (" + expressions.condition(scope, 2) + ") {";
    if (random.nextBoolean()) {
      return Statement.of(head, block(scope, depth), "}");
    }
    return new Statement(
        List.of(head, "} else {", "}"), List.of(block(scope, depth), block(scope, depth)));
  }

  private Statement loop(Scope scope, int depth) {
    int turns = 2 + random.nextInt(2);
    if (scope.times * turns > MOST_TIMES) {
      return Statement.of("{", block(scope, depth), "}");
    }
    String name = "k" + ++names;
    Scope inside = scope.inLoop(turns);
    inside.declare(name, Kind.INT, false);
    String label = random.nextInt(4) == 0 ? "l" + ++names + ":\n    " : "";
    if (random.nextInt(3) > 0) {
      return Statement.of(
          label + "for (int " + name + " = 0; " + name + " < " + turns + "; " + name + "++) {",
          block(inside, depth),
          "}");
    }
    return new Statement(
        List.of(
            "for (int "
                + name
                + " = 0; ; ) { if (++"
                + name
                + " > "
                + turns
                + " || "
                + expressions.condition(inside, 1)
                + ") break;",
            "}"),
        List.of(block(inside, depth)));
  }

  private Statement choice(Scope scope, int depth) {
    // A break inside means the switch, so the arms may leave a loop by continue only: none here.
    return new Statement(
        List.of(
            "switch (" + expressions.ofInt(scope, 2) + " & 3) {\n      case 0:",
            random.nextBoolean() ? "case 1:" : "break; case 1:",
            "break; default:",
            "}"),
        List.of(block(scope, depth, 1), block(scope, depth, 1), block(scope, depth, 1)));
  }

  private Statement region(Scope scope, int depth) {
    Scope inside = scope.inRegion();
    List<String> parts = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    if (random.nextInt(6) == 0) {
      return Statement.of("synchronized (LOCK) {", block(inside, depth), "}");
    }
    boolean hasResource = random.nextInt(5) == 0;
    parts.add(
        hasResource
            ? "try (Resource r"
                + ++names
                + " = new Resource("
                + expressions.ofInt(scope, 1)
                + ")) {"
            : "try {");
    blocks.add(block(inside, depth));
    int handlers = random.nextInt(3);
    int from = 0;
    for (int i = 0; i < handlers && from < FAILURES.size(); i++) {
      from += random.nextInt(FAILURES.size() - from);
      String name = "e" + ++names;
      parts.add("} catch (" + FAILURES.get(from) + " " + name + ") {");
      blocks.add(handler(inside, depth, name));
      from = FAILURES.get(from).equals("IndexOutOfBoundsException") ? from + 1 : from + 1;
    }
    if (random.nextInt(3) == 0 || (handlers == 0 && !hasResource)) {
      parts.add("} finally {");
      blocks.add(watching(inside, depth));
    }
    parts.add("}");
    return new Statement(parts, blocks);
  }

  private Block handler(Scope scope, int depth, String name) {
    Block block = watching(scope, depth);
    block.statements.add(
        0, Statement.of("trace(" + name + ".getClass().getSimpleName() + words(" + name + "));"));
    return block;
  }

  /** A block that begins by telling what it sees in locals. */
  private Block watching(Scope scope, int depth) {
    Block block = block(scope, depth);
    block.statements.add(
        0,
        Statement.of(
            "trace(\"sees \" + "
                + scope.any(Kind.INT, random)
                + " + \" \" + "
                + scope.any(Kind.REAL, random)
                + " + \" \" + "
                + scope.any(Kind.TEXT, random)
                + " + \" \" + "
                + scope.any(Kind.LONG, random)
                + " + \" \" + "
                + scope.any(Kind.BOXED, random)
                + ");"));
    return block;
  }

  /** A lambda that captures a value and makes calls, and a call of it. */
  private Statement lambda(Scope scope, Block block) {
    String captured = "w" + ++names;
    String lambda = "w" + ++names;
    block.add(Statement.of("final int " + captured + " = " + expressions.ofInt(scope, 2) + ";"));
    Expressions inside = new Expressions(random, List.of());
    String body =
        switch (random.nextInt(3)) {
          case 0 -> "next(" + captured + ") + x";
          case 1 -> "add(risky(" + captured + "), next(x))";
          default -> "x * " + captured;
        };
    return Statement.of(
        "IntUnaryOperator "
            + lambda
            + " = x -> "
            + body
            + "; "
            + scope.target(Kind.INT, random)
            + " = "
            + lambda
            + ".applyAsInt("
            + expressions.ofInt(scope, 1)
            + ");");
  }
}
