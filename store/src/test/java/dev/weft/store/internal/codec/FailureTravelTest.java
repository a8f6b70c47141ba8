package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Failures;
import dev.weft.error.ActorDiedException;
import dev.weft.error.TaskFailedException;
import dev.weft.spi.Outcome;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import dev.weft.store.ValueCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTravelTest {

  static Stream<Throwable> jdkFailures() {
    return Stream.of(
        new Throwable("plain"),
        new Exception("e", new Exception("cause")),
        new IllegalStateException("x"),
        new IllegalArgumentException((String) null),
        new NullPointerException(),
        new NullPointerException("helpful"),
        new ArithmeticException("/ by zero"),
        new ArrayIndexOutOfBoundsException(3),
        new ClassCastException("a"),
        new NumberFormatException("n"),
        new UnsupportedOperationException(),
        new ConcurrentModificationException(),
        new NoSuchElementException("none"),
        new CancellationException("c"),
        new TimeoutException("late"),
        new InterruptedException("i"),
        new ExecutionException(new IOException("io")),
        new CompletionException("m", new IOException("io")),
        new IOException("io"),
        new UncheckedIOException("u", new IOException("io")),
        new NoSuchFileException("f"),
        new AccessDeniedException("f", "g", "why"),
        new URISyntaxException("in put", "reason", 3),
        new PatternSyntaxException("d", "(", 1),
        new DateTimeParseException("m", "text", 4),
        new MissingResourceException("m", "C", "k"),
        new InvocationTargetException(new IOException("io"), "m"),
        new ClassNotFoundException("com.example.Nothing", new IOException("io")),
        new NoClassDefFoundError("a/B"),
        new ExceptionInInitializerError("m"),
        new AssertionError("a"),
        new OutOfMemoryError("heap"),
        new StackOverflowError(),
        new Error("e"),
        new ActorDiedException("gone"),
        new TaskFailedException("failed", new IOException("io")),
        new UnreadableValueException("bytes"));
  }

  @ParameterizedTest
  @MethodSource("jdkFailures")
  void shouldComeBackAsItself(Throwable failure) {
    failure.addSuppressed(new IOException("suppressed"));

    assertSame(travel(failure), failure);
  }

  @Test
  void shouldKeepTheTextOfHelpfulNullPointers() {
    Throwable failure = null;
    try {
      String text = Arrays.<String>asList((String) null).get(0);
      text.length();
    } catch (NullPointerException e) {
      failure = e;
    }

    assertThat(travel(failure)).hasMessage(failure.getMessage());
  }

  @Test
  void shouldKeepDetailsOfExceptionsOfTheJdk() {
    DateTimeParseException failure = null;
    try {
      LocalDate.parse("yesterday");
    } catch (DateTimeParseException e) {
      failure = e;
    }

    DateTimeParseException copy = (DateTimeParseException) travel(failure);

    assertThat(copy.getParsedString()).isEqualTo("yesterday");
    assertThat(copy.getErrorIndex()).isEqualTo(failure.getErrorIndex());
    assertThat(travel(new SQLException("reason", "42000")))
        .isInstanceOf(SQLException.class)
        .hasMessage("reason");
  }

  @Test
  void shouldKeepFieldsOfTheUsersExceptions() {
    Failures.OutOfStock copy =
        (Failures.OutOfStock)
            travel(new Failures.OutOfStock("No more", new ArrayList<>(List.of("tea")), 7));
    Failures.Checked checked = (Failures.Checked) travel(new Failures.Checked(404));

    assertThat(copy.items()).containsExactly("tea");
    assertThat(copy).hasMessage("No more [tea] (7)");
    assertThat(checked.status).isEqualTo(404);
    assertThat(travel(new Failures.Fatal("f"))).isInstanceOf(Failures.Fatal.class).hasMessage("f");
    assertThat(travel(new Failures.Database("d")))
        .isInstanceOf(Failures.Database.class)
        .hasMessage("d");
  }

  @Test
  void shouldReplaceOnlyWhatCannotTravel() {
    IOException root = new IOException("root", new Failures.Leaky("leak", new Error("end")));
    root.addSuppressed(new NamingException("n"));

    Throwable copy = travel(root);

    assertThat(copy).isInstanceOf(IOException.class).hasMessage("root");
    assertThat(copy.getCause())
        .isInstanceOf(TaskFailedException.class)
        .hasMessageStartingWith("com.example.shop.Failures$Leaky: leak")
        .hasMessageContaining("open: java.lang.Thread");
    assertThat(copy.getCause().getStackTrace()[0].getMethodName())
        .isEqualTo("shouldReplaceOnlyWhatCannotTravel");
    assertThat(copy.getCause().getCause()).isInstanceOf(Error.class).hasMessage("end");
    assertThat(copy.getSuppressed()[0])
        .isInstanceOf(TaskFailedException.class)
        .hasMessageStartingWith("javax.naming.NamingException: n");
  }

  @Test
  void shouldReplaceWhatTheReaderDoesNotHave() {
    ValueCodec without =
        new KryoValueCodec(
            name -> {
              throw new ClassNotFoundException(name);
            });
    byte[] bytes = Codecs.create().encodeFailure(new Failures.Checked(1), RefSink.none());

    Throwable copy = without.decodeFailure(bytes, RefSource.none());

    assertThat(copy)
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("com.example.shop.Failures$Checked: status 1")
        .hasMessageContaining("cannot be found");
  }

  @Test
  void shouldBearCyclesOfCauses() {
    Exception a = new Exception("a");
    Exception b = new Exception("b", a);
    a.initCause(b);
    a.addSuppressed(b);

    Throwable copy = travel(a);

    assertThat(copy.getCause().getCause()).isSameAs(copy);
    assertThat(copy.getSuppressed()[0]).isSameAs(copy.getCause());
  }

  @Test
  void shouldBearExceptionsThatHoldThemselves() {
    Failures.SelfHolding copy =
        (Failures.SelfHolding) travel(new Failures.SelfHolding(new IOException("cause")));

    assertThat(copy.self).isSameAs(copy);
    assertThat(copy.all.get(0)).isSameAs(copy.getCause());
  }

  @Test
  void shouldSurviveExceptionsWhoseMethodsFail() {
    Throwable copy = travel(new Failures.Rude());

    assertThat(copy).hasMessageContaining(Failures.Rude.class.getName());
    assertThat(copy.getStackTrace()[0].getMethodName())
        .isEqualTo("shouldSurviveExceptionsWhoseMethodsFail");
  }

  @Test
  void shouldCarryExceptionsInsideValues() {
    List<Object> value = new ArrayList<>();
    Failures.OutOfStock failure = new Failures.OutOfStock("No", new ArrayList<>(), 1);
    value.add(failure);
    value.add(failure);
    value.add(new TaskFailedException("t", failure));

    List<Object> copy = Codecs.roundTrip(value);

    assertThat((Throwable) copy.get(0)).hasMessage(failure.getMessage());
    assertThat(copy.get(1)).isSameAs(copy.get(0));
    assertSame((Throwable) copy.get(2), (Throwable) value.get(2));
  }

  @Test
  void shouldTellFailuresFromValues() {
    ValueCodec codec = Codecs.create();
    byte[] failure = codec.encodeOutcome(Outcome.failed(new IOException("x")), RefSink.none());
    byte[] value = codec.encodeOutcome(Outcome.of("x"), RefSink.none());

    assertThat(ValueCodec.isFailure(failure)).isTrue();
    assertThat(ValueCodec.isFailure(value)).isFalse();
    assertThat(codec.decodeOutcome(failure, RefSource.none()).failure()).hasMessage("x");
    assertThat(codec.decodeOutcome(value, RefSource.none()).value()).isEqualTo("x");
  }

  private static Throwable travel(Throwable failure) {
    return Codecs.roundTrip(Codecs.create(), failure);
  }

  private static void assertSame(Throwable copy, Throwable original) {
    assertThat(copy).isExactlyInstanceOf(original.getClass());
    assertThat(copy.getMessage()).isEqualTo(original.getMessage());
    assertThat(Arrays.stream(copy.getStackTrace()).map(FailureTravelTest::plain).toList())
        .isEqualTo(Arrays.stream(original.getStackTrace()).map(FailureTravelTest::plain).toList());
    assertThat(copy.getSuppressed()).hasSameSizeAs(original.getSuppressed());
    for (int i = 0; i < copy.getSuppressed().length; i++) {
      assertSame(copy.getSuppressed()[i], original.getSuppressed()[i]);
    }
    if (original.getCause() == null) {
      assertThat(copy.getCause()).isNull();
    } else {
      assertSame(copy.getCause(), original.getCause());
    }
  }

  private static String plain(StackTraceElement frame) {
    return frame.getClassName()
        + "."
        + frame.getMethodName()
        + frame.getFileName()
        + frame.getLineNumber();
  }
}
