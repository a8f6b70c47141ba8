package dev.weft.agent.differential.generate;

import dev.weft.agent.differential.generate.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a random program from a seed: the same one each time. It always ends, and calls the tasks
 * of {@code Tasks.java}, of which some fail, in all kinds of statements.
 */
public final class ProgramGenerator {

  private static final int HELPERS = 2;

  private ProgramGenerator() {}

  /** The program of a seed. */
  public static GeneratedProgram generate(long seed, String simpleName) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    List<String> heads = new ArrayList<>();
    List<Block> bodies = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    List<String> helpers = new ArrayList<>();
    for (int i = 0; i < HELPERS; i++) {
      String head = "static " + (random.nextInt(5) == 0 ? "synchronized " : "");
      heads.add(head + "int m" + i + "(int p, double q) throws Exception");
      Expressions expressions = new Expressions(random, List.copyOf(helpers));
      bodies.add(body(random, expressions, Kind.INT, 2, 3 + random.nextInt(3)));
      ends.add("return " + (random.nextBoolean() ? "i0;" : "add(i0, i1);"));
      helpers.add("m" + i);
    }
    heads.add("static Object run() throws Exception");
    bodies.add(body(random, new Expressions(random, helpers), Kind.TEXT, 3, 5 + random.nextInt(6)));
    ends.add(
        "return i0 + \" \" + i1 + \" \" + l0 + \" \" + d0 + \" \" + d1 + \" \" + b0 + s0 + s1;");
    return new GeneratedProgram(simpleName, heads, bodies, ends);
  }

  private static Block body(
      Random random, Expressions expressions, Kind result, int depth, int size) {
    Scope scope = Scope.ofMethod();
    Block locals = new Block();
    boolean isHelper = result == Kind.INT;
    declare("int i0 = " + (isHelper ? "p" : "1"), "i0", Kind.INT, scope, locals);
    declare("int i1 = 7", "i1", Kind.INT, scope, locals);
    declare("long l0 = 5", "l0", Kind.LONG, scope, locals);
    declare("double d0 = " + (isHelper ? "q" : "0.5"), "d0", Kind.REAL, scope, locals);
    declare("double d1 = 2", "d1", Kind.REAL, scope, locals);
    declare("Integer b0 = 3", "b0", Kind.BOXED, scope, locals);
    declare("String s0 = \"s\"", "s0", Kind.TEXT, scope, locals);
    declare("String s1 = \"\"", "s1", Kind.TEXT, scope, locals);
    Block body = new Statements(random, expressions, result).block(scope, depth, size);
    body.statements.addAll(0, locals.statements);
    return body;
  }

  private static void declare(String text, String name, Kind kind, Scope scope, Block to) {
    to.add(Statement.of(text + ";"));
    scope.declare(name, kind);
  }
}
