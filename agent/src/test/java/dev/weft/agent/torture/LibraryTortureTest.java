package dev.weft.agent.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Weaves whole libraries, with every n-th static method a task or with all classes actors, and lets
 * the JVM verify each class. Nothing of them is run.
 *
 * <p>{@code -Dweft.torture=all} takes all libraries, with n = 1, 2 and 3; {@code
 * -Dweft.torture.libraries=guava} those of these that have it in the name of their class.
 */
class LibraryTortureTest {

  private static final List<String> FEW =
      List.of("com.esotericsoftware.kryo.Kryo", "org.springframework.core.SpringVersion");

  private static final List<String> ALL =
      List.of(
          "com.esotericsoftware.kryo.Kryo",
          "org.springframework.core.SpringVersion",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "com.google.common.collect.ImmutableList",
          "org.eclipse.jdt.internal.compiler.Compiler",
          "org.assertj.core.api.Assertions",
          "org.junit.jupiter.engine.JupiterTestEngine",
          "org.apache.commons.lang3.StringUtils",
          "kotlin.collections.CollectionsKt",
          "com.hazelcast.core.Hazelcast");

  static Stream<Arguments> tasks() {
    List<Arguments> arguments = new ArrayList<>();
    for (String library : libraries(FEW)) {
      for (int every : isWhole() ? new int[] {1, 2, 3} : new int[] {2}) {
        arguments.add(Arguments.of(library, every));
      }
    }
    return arguments.stream();
  }

  static List<String> actors() {
    return libraries(List.of("com.esotericsoftware.kryo.Kryo"));
  }

  /** All, some of them by a part of their names, or these few. */
  private static List<String> libraries(List<String> few) {
    String wanted = System.getProperty("weft.torture.libraries", "");
    return isWhole() ? ALL.stream().filter(name -> name.contains(wanted)).toList() : few;
  }

  private static boolean isWhole() {
    return System.getProperty("weft.torture", "").equals("all");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void shouldWeaveTasksSoThatTheVerifierAcceptsThem(String of, int every) throws Exception {
    Library original = Library.of(of);
    Annotator annotator = Annotator.tasks(every);

    WovenLibrary woven = WovenLibrary.of(annotator.annotate(original));

    System.out.printf(
        "%s, every %d: %d tasks; %s%n",
        original.name(), every, annotator.methods(), woven.figures());
    check(original, woven);
    assertThat(woven.woven()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("actors")
  void shouldWeaveActorsSoThatTheVerifierAcceptsThem(String of) throws Exception {
    Library original = Library.of(of);

    WovenLibrary woven = WovenLibrary.of(Annotator.everything().annotate(original));

    System.out.printf("%s, actors: %d; %s%n", original.name(), woven.actors(), woven.figures());
    check(original, woven);
    assertThat(woven.actors()).isGreaterThan(10);
  }

  private static void check(Library original, WovenLibrary woven) {
    assertThat(woven.failures()).isEmpty();
    woven.leftOut().stream().limit(5).forEach(System.out::println);
    assertThat(woven.leftOut()).noneMatch(message -> message.contains("cannot be"));
    assertThat(newErrors(original, woven.library())).isEmpty();
  }

  /**
   * Why classes do not link that did, unwoven. A library needs not be complete: what a class would
   * miss later, it may miss when it is linked.
   */
  private static Map<String, String> newErrors(Library original, Library woven) {
    Map<String, String> errors = WovenLibrary.linkErrors(woven);
    errors.keySet().removeAll(WovenLibrary.linkErrors(original).keySet());
    errors.values().removeIf(original::lacks);
    return errors;
  }
}
