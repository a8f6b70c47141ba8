package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.type.Includes;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncludeTest {

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldWeaveMethodsAsIfTheyWereAnnotated() throws Throwable {
    Program program =
        Program.of(
            """
            static class Pricing {
              private final int base;
              Pricing(int base) { this.base = base; }
              int price(int x) { return base + x; }
              int price(int x, String[] y) { return base + x + y.length; }
              private static long total(List<Integer> xs) { return xs.size(); }
              public int find() { return 1; }
              public static int findAll(int[]... xs) { return xs.length; }
              int findHidden() { return 3; }
              int plain() { return 4; }
            }
            interface Rule<T> { T apply(T x); }
            static class Upper implements Rule<String> {
              public String apply(String x) { return x.toUpperCase(); }
            }
            static Object run() {
              Pricing p = new Pricing(10);
              Rule<String> rule = new Upper();
              return List.of(p.price(1), p.price(1, new String[2]), Pricing.total(List.of(1)),
                  p.find(), Pricing.findAll(), p.findHidden(), p.plain(),
                  rule.apply("a"), new Upper().apply("b"));
            }
            """);
    String patterns =
        "P$Pricing#price(int,java.lang.String[]), P$Pricing#total,P$Pricing#find*,P$Rule#*";

    assertThat(program.including(patterns).woven().run(engine))
        .isEqualTo(program.run())
        .hasToString("[11, 13, 1, 1, 0, 3, 4, A, B]");
    assertThat(engine.log())
        .containsExactly(
            "Pricing.price/3",
            "Pricing.total/1",
            "Pricing.find/1",
            "Pricing.findAll/1",
            "Rule.apply/2",
            "Upper.apply/2");
    assertThat(program.including(patterns).messages()).isEmpty();
  }

  @Test
  void shouldBeKnownToThoseWhoReadTheWovenClass() throws Throwable {
    Program program =
        Program.of(
            """
            static class Lib { static int f() { return 1; } }
            static Object run() { return Lib.f(); }
            """);
    Program woven = program.including("P$Lib#f").woven();

    assertThat(woven.including("").weave().get("P$Lib").remoteMethods()).isEqualTo(1);
    assertThat(woven.including("").weave().get("P$Lib").isWoven()).isFalse();
    assertThat(woven.run(engine)).isEqualTo(1);
    assertThat(engine.log()).containsExactly("Lib.f/0");
  }

  @Test
  void shouldWarnOfPatternsThatNameNothing() {
    Program program =
        Program.of(
            """
            static class Pricing {
              int price(int x) { return x; }
              native int far();
              @Override public String toString() { return ""; }
            }
            """);

    assertThat(
            program
                .including("P$Pricing#prise,P$Pricing#price(long),P$Pricing#far,P$Pricing#toString")
                .messages())
        .extracting(Object::toString)
        .containsExactly(
            "P$Pricing: weft.include names P$Pricing#prise, but the class declares no such method."
                + " Did you mean price? An inherited method is included where it is declared.",
            "P$Pricing: weft.include names P$Pricing#price(long), but the class declares no such"
                + " method. Give the types of its parameters as in Class.getName, or leave them"
                + " out.",
            "P$Pricing.far: weft.include names P$Pricing#far, which cannot be remote. Name a method"
                + " that is neither native nor a constructor, with up to 200 parameters, and not"
                + " equals, hashCode, toString, finalize or clone; an interface must be compiled for"
                + " Java 8 or later.",
            "P$Pricing.toString: weft.include names P$Pricing#toString, which cannot be remote. Name"
                + " a method that is neither native nor a constructor, with up to 200 parameters,"
                + " and not equals, hashCode, toString, finalize or clone; an interface must be"
                + " compiled for Java 8 or later.");
  }

  @Test
  void shouldSayWhatIsNoPattern() {
    Includes includes =
        Includes.parse(
            "com.acme.Pricing,java.util.List#get, com.acme.A#f(int,long),dev.weft.Weft#put");

    assertThat(includes.problems())
        .containsExactly(
            "weft.include: \"com.acme.Pricing\" is not a pattern. Write class#method, as in"
                + " com.acme.Pricing#price.",
            "weft.include: \"java.util.List#get\" names a class of the JDK, whose methods cannot be"
                + " remote. Include a method of your own that calls it.",
            "weft.include: \"dev.weft.Weft#put\" names a class that every member has already and"
                + " that is not shipped. Include a method of your own that calls it.");
    assertThat(includes.classNames()).isEqualTo(List.of("com/acme/A"));
  }
}
