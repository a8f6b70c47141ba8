package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Order;
import com.example.shop.Order.Customer;
import com.example.shop.Order.Line;
import com.example.shop.Shapes;
import dev.weft.error.NotSerializableValueException;
import dev.weft.store.ClassLookup;
import dev.weft.store.RefSink;
import dev.weft.store.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URL;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

  private final Order order = new Order("o", new Customer("Ann"));

  @Test
  void shouldGiveThePathToTheCulprit() {
    order.customer().session = new Socket();

    assertRefused(order)
        .hasMessageStartingWith("Order.customer.session: java.net.Socket cannot travel")
        .hasMessageContaining("transient");
  }

  @Test
  void shouldGiveThePathThroughCollectionsAndRecords() {
    order.lines().add(new Line("a", 1, null));
    order.lines().add(new Line("b", 1, Map.of("k", Optional.of(Thread.currentThread()))));

    assertRefused(order)
        .hasMessageStartingWith(
            "Order.lines[1].extra[\"k\"].value: java.lang.Thread cannot travel");
  }

  @Test
  void shouldGiveThePathThroughMapsArraysAndWrappers() {
    order
        .notes()
        .put(
            "all",
            new Object[] {1, Collections.unmodifiableList(new ArrayList<>(List.of(new Socket())))});

    assertRefused(order).hasMessageStartingWith("Order.notes[\"all\"][1][0]: java.net.Socket");
  }

  @Test
  void shouldNameAKeyThatCannotTravel() {
    assertRefused(Map.of(new Socket(), 1)).hasMessageContaining("[key Socket]: java.net.Socket");
  }

  @Test
  void shouldCountArguments() {
    order.customer().session = new Socket();
    ValueCodec codec = Codecs.create();

    assertThatThrownBy(() -> codec.encodeArguments(new Object[] {1, order}, RefSink.none()))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageStartingWith("argument 2, Order.customer.session: java.net.Socket");
  }

  static Stream<Arguments> strangers() throws Exception {
    return Stream.of(
        Arguments.of(Thread.currentThread(), "a thread belongs to its process"),
        Arguments.of(new URL("http://weft.invalid"), "java.net.URI"),
        Arguments.of(Stream.of(1), "toList()"),
        Arguments.of(new CompletableFuture<>(), "ObjectRef"),
        Arguments.of(new SplittableRandom(), "seed"),
        Arguments.of(new SecureRandom(), "seed"),
        Arguments.of(ThreadLocalRandom.current(), "seed"),
        Arguments.of(InputStream.nullInputStream(), "open"),
        Arguments.of(new ProcessBuilder("x"), "not among the types"),
        Arguments.of(RefusalTest.class.getClassLoader(), "cannot travel"),
        Arguments.of(List.of(1).iterator(), "cannot travel"),
        Arguments.of(new ThreadLocal<>(), "cannot travel"),
        Arguments.of(Executors.defaultThreadFactory(), "cannot travel"),
        Arguments.of(RefusalTest.class.getDeclaredMethods()[0], "cannot travel"),
        Arguments.of(new Socket[0], "its elements are of a type that does not"),
        Arguments.of(new URL[1][1], "its elements are of a type that does not"),
        Arguments.of(ProcessBuilder.class, "could not find the class by its name"),
        Arguments.of((Runnable) () -> {}, "a lambda of " + RefusalTest.class.getName()),
        Arguments.of((Function<?, ?>) String::valueOf, "named class"),
        Arguments.of((Runnable & Serializable) () -> {}, "a lambda of"),
        Arguments.of(
            Proxy.newProxyInstance(
                RefusalTest.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (proxy, method, args) -> null),
            "dynamic proxy"),
        Arguments.of(new Thread() {}, "a thread belongs"),
        Arguments.of(new ClassLoader() {}, "cannot travel"),
        Arguments.of(new ByteArrayInputStream(new byte[1]) {}, "transient"),
        Arguments.of(new ReservedCanary(), "cannot travel"));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void shouldSayWhyAndWhatToDo(Object stranger, String text) {
    order.customer().session = stranger;

    assertRefused(order)
        .hasMessageStartingWith("Order.customer.session: ")
        .hasMessageContaining(text);
  }

  @Test
  void shouldRefuseAClassThatTheJobCannotFind() {
    ClassLookup nothing =
        name -> {
          throw new ClassNotFoundException(name);
        };

    assertThatThrownBy(() -> new KryoValueCodec(nothing).encode(order, RefSink.none()))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("com.example.shop.Order is unknown to the job");
  }

  @Test
  void shouldRefuseAClassOfAnotherLoader() {
    ClassLookup other = name -> String.class;

    assertThatThrownBy(() -> new KryoValueCodec(other).encode(order, RefSink.none()))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("another class of that name");
  }

  @Test
  void shouldSayWhatWentWrongInTheUsersOwnCode() {
    order.notes().put("list", new Shapes.Broken<>());

    assertRefused(order).hasMessageContaining("Order").hasMessageContaining("closed");
  }

  @Test
  void shouldRefuseMoreThanAnArrayCanHold() {
    assertThatThrownBy(() -> Wire.reserve(new GrowingOutput(), 3L << 30))
        .isInstanceOf(CannotTravel.class)
        .satisfies(e -> assertThat(((CannotTravel) e).describe("Matrix")).contains("2 GiB"));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Object value) {
    return assertThatThrownBy(() -> Codecs.encode(value))
        .isInstanceOf(NotSerializableValueException.class);
  }
}
