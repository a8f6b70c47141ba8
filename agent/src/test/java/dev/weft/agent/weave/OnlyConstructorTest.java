package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OnlyConstructorTest {

  private static final String ANNOTATION =
      """
      package org.springframework.beans.factory.annotation;
      import java.lang.annotation.*;
      @Retention(RetentionPolicy.RUNTIME) public @interface Autowired {}
      """;

  private static final String PROGRAM =
      """
      import dev.weft.*;
      import java.lang.reflect.Constructor;
      import java.util.*;
      public class P {
        @Remote static class Bean { final int n; Bean(int n) { this.n = n; } }
        @Remote static class Plain { }
        @Remote static class Two { Two(int n) { } Two(String s) { } }
        static class Unwoven { Unwoven(int n) { } }
        static Object run() {
          Set<String> marked = new TreeSet<>();
          for (Class<?> type : new Class<?>[] {Bean.class, Plain.class, Two.class, Unwoven.class}) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
              if (constructor.getAnnotations().length > 0) {
                marked.add(constructor.toString());
              }
            }
          }
          return marked.toString();
        }
      }
      """;

  @Test
  void shouldTellSpringWhichConstructorTheAuthorWrote() throws Throwable {
    Program program =
        Program.ofFiles(
            Map.of(
                "P",
                PROGRAM,
                "org.springframework.beans.factory.annotation.Autowired",
                ANNOTATION));

    assertThat(program.woven().run()).isEqualTo("[P$Bean(int)]");
  }

  @Test
  void shouldMarkNothingWithoutSpring() throws Throwable {
    Map<String, WovenClass> woven = Program.ofFiles(Map.of("P", PROGRAM)).weave();

    assertThat(woven.get("P$Bean").bytes()).isNotNull();
    assertThat(new String(woven.get("P$Bean").bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("Autowired");
  }
}
