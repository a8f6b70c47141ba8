package dev.weft.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnwovenClassesTest {

  private final UnwovenClasses classes = new UnwovenClasses();
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setErr(before);
  }

  @Test
  void shouldTellTheFirstClassForEachReasonAtOnce() {
    classes.add("a.One", "It is too old.");
    classes.add("", "It is damaged.");
    classes.add("a.Two", "It is too old.");

    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "weft: warning: a.One: It is too old.",
            "weft: warning: a class without a name: It is damaged.");
  }

  @Test
  void shouldSayNothingMoreOfClassesThatWereTold() {
    classes.add("a.One", "It is too old.");
    classes.add("", "It is damaged.");

    assertThat(classes.lines()).isEmpty();
  }

  @Test
  void shouldFoldClassesWithOneReason() {
    classes.add("a.One", "It is too old.");
    classes.add("b.Other", "It is damaged.");
    classes.add("a.Two", "It is too old.");

    assertThat(classes.lines())
        .containsExactly("2 classes stay unwoven: It is too old. They are a.One, a.Two.");
  }

  @Test
  void shouldNameTheFirstOfManyClasses() {
    for (int i = 1; i <= 7; i++) {
      classes.add("a.C" + i, "It is too old.");
    }

    assertThat(classes.lines())
        .containsExactly(
            "7 classes stay unwoven: It is too old. They are a.C1, a.C2, a.C3, a.C4, a.C5 and 2"
                + " more.");
  }

  @Test
  void shouldFoldMoreReasonsThanAnyoneReads() {
    for (int i = 1; i <= 103; i++) {
      classes.add("a.C" + i, "Reason " + i + ".");
    }

    assertThat(classes.lines())
        .containsExactly(
            "3 classes stay unwoven: For other reasons. They are a.C101, a.C102, a.C103.");
  }
}
