package dev.weft.agent.differential.generate;

import dev.weft.agent.differential.generate.Scope.Kind;
import java.util.List;
import java.util.Random;

/** Writes random expressions; about half of what they are made of are remote calls. */
final class Expressions {

  private final Random random;

  /** Names of local methods {@code (int, double) int} that may be called. */
  private final List<String> helpers;

  Expressions(Random random, List<String> helpers) {
    this.random = random;
    this.helpers = helpers;
  }

  String ofInt(Scope scope, int depth) {
    if (depth <= 0) {
      return random.nextBoolean() ? scope.any(Kind.INT, random) : small();
    }
    int d = depth - 1;
    return switch (random.nextInt(22)) {
      case 0 -> "(" + ofInt(scope, d) + " + " + ofInt(scope, d) + ")";
      case 1 -> "(" + ofInt(scope, d) + " - " + ofInt(scope, d) + ")";
      case 2 -> "(" + ofInt(scope, d) + " * " + ofInt(scope, 0) + ")";
      case 3 -> "(" + ofInt(scope, d) + " / " + ofInt(scope, d) + ")";
      case 4 -> "(" + ofInt(scope, d) + " % 7)";
      case 5 -> "traced((int) (" + ofInt(scope, d) + "))";
      case 6 -> "(" + condition(scope, d) + " ? " + ofInt(scope, d) + " : " + ofInt(scope, d) + ")";
      case 7 -> "(int) " + ofReal(scope, d);
      case 8 -> text(scope, d) + ".length()";
      case 9 -> element(scope, d);
      case 10 -> helper(scope, d);
      case 11 -> scope.any(Kind.BOXED, random);
      case 12 -> "same(" + ofInt(scope, d) + ")";
      case 13, 14 -> "risky(" + ofInt(scope, d) + ")";
      case 20 -> "(int) (" + narrow() + ") " + call(scope, Kind.INT, d);
      case 21 -> "(int) " + ofLong(scope, d);
      case 15, 16 -> "add(" + ofInt(scope, d) + ", " + ofInt(scope, d) + ")";
      default -> "next(" + ofInt(scope, d) + ")";
    };
  }

  String ofLong(Scope scope, int depth) {
    int d = depth - 1;
    return switch (random.nextInt(8)) {
      case 6 -> "(long) " + ofInt(scope, d);
      case 7 ->
          "("
              + condition(scope, d)
              + " ? far("
              + ofInt(scope, d)
              + ") : "
              + scope.any(Kind.LONG, random)
              + ")";
      case 0 -> scope.any(Kind.LONG, random);
      case 1 -> "(" + scope.any(Kind.LONG, random) + " + " + ofInt(scope, d) + ")";
      case 2 ->
          "widen("
              + ofInt(scope, d)
              + ", "
              + scope.any(Kind.LONG, random)
              + ", "
              + ofReal(scope, d)
              + ")";
      default -> "far(" + (depth > 0 ? ofLong(scope, d) : "3L") + ")";
    };
  }

  String ofReal(Scope scope, int depth) {
    if (depth <= 0) {
      return random.nextBoolean() ? scope.any(Kind.REAL, random) : small() + ".5";
    }
    int d = depth - 1;
    return switch (random.nextInt(14)) {
      case 12 -> "(double) " + call(scope, Kind.INT, d);
      case 13 -> "(float) " + ofInt(scope, d);
      case 0 -> "(" + ofReal(scope, d) + " + " + ofReal(scope, d) + ")";
      case 1 -> "(" + ofReal(scope, d) + " - " + ofInt(scope, d) + ")";
      case 2 -> "traced((double) (" + ofReal(scope, d) + "))";
      case 3 ->
          "(" + condition(scope, d) + " ? " + ofReal(scope, d) + " : " + ofReal(scope, d) + ")";
      case 4 -> scope.has(Kind.REALS) ? "sum(" + scope.any(Kind.REALS, random) + ")" : "half(3)";
      case 5 ->
          scope.has(Kind.NUMBERS) ? "total(" + scope.any(Kind.NUMBERS, random) + ")" : "half(4)";
      case 6, 7 -> "riskyReal(" + ofInt(scope, d) + ")";
      case 8, 9 -> "merge(" + ofReal(scope, d) + ", " + ofReal(scope, d) + ")";
      default -> "half(" + ofInt(scope, d) + ")";
    };
  }

  String text(Scope scope, int depth) {
    if (depth <= 0) {
      return random.nextBoolean() ? scope.any(Kind.TEXT, random) : "\"t" + random.nextInt(5) + "\"";
    }
    int d = depth - 1;
    return switch (random.nextInt(9)) {
      case 0 -> "cut(" + text(scope, d) + " + " + ofInt(scope, d) + ")";
      case 1 -> "cut(" + ofReal(scope, d) + " + " + text(scope, d) + ")";
      case 2 -> "traced(" + text(scope, d) + ")";
      case 3 -> "larger(" + text(scope, d) + ", " + text(scope, d) + ")";
      case 4 -> "(" + condition(scope, d) + " ? " + text(scope, d) + " : " + text(scope, d) + ")";
      case 5, 6 -> "riskyText(" + ofInt(scope, d) + ")";
      default -> "brief(" + text(scope, d) + ", " + ofInt(scope, d) + ")";
    };
  }

  String boxed(Scope scope, int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> scope.any(Kind.BOXED, random);
      case 1 -> "(Integer) thing(" + ofInt(scope, depth - 1) + ")";
      case 2 -> "maybe(" + ofInt(scope, depth - 1) + ")";
      default -> "same(" + ofInt(scope, depth - 1) + ")";
    };
  }

  String condition(Scope scope, int depth) {
    int d = depth - 1;
    return switch (random.nextInt(7)) {
      case 0 -> ofInt(scope, d) + " < " + ofInt(scope, d);
      case 1 -> ofReal(scope, d) + " > " + ofReal(scope, d);
      case 2 -> text(scope, d) + ".equals(" + text(scope, d) + ")";
      case 3 ->
          depth > 1
              ? "(" + condition(scope, d) + " && " + condition(scope, d) + ")"
              : ofInt(scope, 0) + " != 2";
      case 4 ->
          depth > 1
              ? "(" + condition(scope, d) + " || !" + "(" + condition(scope, d) + "))"
              : ofInt(scope, 0) + " >= 1";
      case 5 -> "thing(" + ofInt(scope, d) + ") instanceof Integer";
      default -> "odd(" + ofInt(scope, d) + ")";
    };
  }

  /** A remote call on its own whose value is one of the kinds. */
  String call(Scope scope, Kind kind, int depth) {
    int d = depth - 1;
    return switch (kind) {
      case REAL ->
          random.nextInt(4) == 0
              ? "riskyReal(" + ofInt(scope, d) + ")"
              : "half(" + ofInt(scope, d) + ")";
      case TEXT ->
          random.nextInt(4) == 0
              ? "riskyText(" + ofInt(scope, d) + ")"
              : "brief(" + text(scope, d) + ", " + ofInt(scope, d) + ")";
      default ->
          random.nextInt(4) == 0
              ? "risky(" + ofInt(scope, d) + ")"
              : "next(" + ofInt(scope, d) + ")";
    };
  }

  /** A call whose value is dropped. */
  String dropped(Scope scope, int depth) {
    int d = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> "touch(" + ofInt(scope, d) + ")";
      case 1 -> "risky(" + ofInt(scope, d) + ")";
      case 2 -> "far(3L)";
      case 3 -> "riskyText(" + ofInt(scope, d) + ")";
      default -> "half(" + ofInt(scope, d) + ")";
    };
  }

  private String element(Scope scope, int depth) {
    if (scope.has(Kind.INTS)) {
      String array = scope.any(Kind.INTS, random);
      return random.nextInt(6) == 0
          ? array + "[" + ofInt(scope, depth) + "]"
          : array + "[" + random.nextInt(3) + "]";
    }
    if (scope.has(Kind.NUMBERS)) {
      return scope.any(Kind.NUMBERS, random) + ".size()";
    }
    return "next(" + ofInt(scope, depth) + ")";
  }

  private String helper(Scope scope, int depth) {
    if (helpers.isEmpty() || scope.times > 3) {
      return "next(" + ofInt(scope, depth) + ")";
    }
    String name = helpers.get(random.nextInt(helpers.size()));
    return name + "(" + ofInt(scope, depth) + ", " + ofReal(scope, depth) + ")";
  }

  private String narrow() {
    return List.of("byte", "short", "char").get(random.nextInt(3));
  }

  private String small() {
    return Integer.toString(random.nextInt(12));
  }
}
