package dev.weft.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.RemoteFunction;
import dev.weft.Weft;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RefFunction;
import dev.weft.error.TaskCancelledException;
import dev.weft.error.WaitInterruptedException;
import dev.weft.internal.HeldEngine;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MapTest {

  private final HeldEngine engine = new HeldEngine();

  /** The calls made, each by its item. */
  private final List<PromiseRef<String>> calls = Collections.synchronizedList(new ArrayList<>());

  private final RefFunction<Integer, String> held =
      (options, item) -> {
        PromiseRef<String> ref = new PromiseRef<>();
        calls.add(ref);
        return ref;
      };
  private final RefFunction<Integer, String> done =
      (options, item) -> {
        PromiseRef<String> ref = new PromiseRef<>();
        ref.complete(Outcome.of("v" + item));
        calls.add(ref);
        return ref;
      };

  @BeforeEach
  void adopt() {
    Engines.adopt(engine);
  }

  @AfterEach
  void stop() {
    Engines.stop();
  }

  private static List<Integer> items(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void shouldGiveTheValuesInTheOrderOfTheItems() {
    RefFunction<Integer, String> reversed =
        (options, item) -> {
          PromiseRef<String> ref = new PromiseRef<>();
          calls.add(ref);
          if (calls.size() == 3) {
            for (int i = 2; i >= 0; i--) {
              calls.get(i).complete(Outcome.of("v" + i));
            }
          }
          return ref;
        };

    assertThat(Weft.map(items(3), reversed)).containsExactly("v0", "v1", "v2");
  }

  @Test
  void shouldGiveTheValuesAsTheCallsEndWhenUnordered() {
    Iterator<String> values = Weft.mapUnordered(items(3), 3, held).iterator();
    new Thread(
            () -> {
              while (calls.size() < 3) {
                Thread.onSpinWait();
              }
              calls.get(2).complete(Outcome.of("v2"));
            })
        .start();

    assertThat(values.next()).isEqualTo("v2");
    calls.get(0).complete(Outcome.of("v0"));
    assertThat(values.next()).isEqualTo("v0");
    calls.get(1).complete(Outcome.of("v1"));
    assertThat(values.next()).isEqualTo("v1");
    assertThat(values.hasNext()).isFalse();
  }

  @Test
  void shouldCallNothingBeforeItIsReadAndNoMoreThanTheBoundAhead() {
    AtomicInteger pulled = new AtomicInteger();
    Stream<Integer> source = Stream.iterate(0, i -> i + 1).peek(i -> pulled.incrementAndGet());

    Iterator<String> values = Weft.map(source, 4, done).iterator();
    assertThat(calls).isEmpty();

    values.next();
    assertThat(calls).hasSize(5); // one is read
    assertThat(pulled.get()).isBetween(5, 6);
    values.next();
    assertThat(calls).hasSize(6);
  }

  @Test
  void shouldReadASourceWithoutEnd() {
    Stream<Long> billion = LongStream.range(0, 1_000_000_000).boxed();
    RefFunction<Long, Long> twice =
        (options, item) -> {
          PromiseRef<Long> ref = new PromiseRef<>();
          ref.complete(Outcome.of(2 * item));
          return ref;
        };

    assertThat(Weft.map(billion, twice).limit(100_000).reduce(0L, Long::max)).isEqualTo(199_998L);
  }

  @Test
  void shouldAcceptNullItemsAndValues() {
    RefFunction<String, String> same =
        (options, item) -> {
          PromiseRef<String> ref = new PromiseRef<>();
          ref.complete(Outcome.of(item));
          return ref;
        };

    assertThat(Weft.map(Arrays.asList("a", null, "c"), same).toList())
        .containsExactly("a", null, "c");
    assertThat(Weft.mapUnordered(Arrays.asList("a", null), same).toList())
        .containsExactlyInAnyOrder("a", null);
  }

  @Test
  void shouldThrowAFailureWhereItsElementIsReadAndCancelTheRest() {
    Iterator<String> values = Weft.map(items(10), 3, held).iterator();
    new Thread(
            () -> {
              while (calls.size() < 3) {
                Thread.onSpinWait();
              }
              calls.get(1).complete(Outcome.failed(new IOException("second")));
              calls.get(0).complete(Outcome.of("v0"));
            })
        .start();

    assertThat(values.next()).isEqualTo("v0");
    assertThatThrownBy(values::next).isInstanceOf(IOException.class).hasMessage("second");
    assertThat(engine.cancelled()).containsExactlyInAnyOrder(calls.get(2), calls.get(3));
    assertThatThrownBy(values::hasNext).hasMessage("second");
    assertThat(calls).hasSize(4);
  }

  @Test
  void shouldThrowAFailureOfTheSourceAfterWhatCameBeforeIt() {
    Iterable<Integer> source =
        () ->
            new Iterator<>() {
              private int next;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                if (next == 2) {
                  throw new IllegalStateException("source");
                }
                return next++;
              }
            };
    List<String> seen = new ArrayList<>();

    assertThatThrownBy(() -> Weft.map(source, done).forEach(seen::add)).hasMessage("source");
    assertThat(seen).containsExactly("v0", "v1");
    seen.clear();
    assertThatThrownBy(() -> Weft.mapUnordered(source, done).forEach(seen::add))
        .hasMessage("source");
    assertThat(seen).containsExactly("v0", "v1");
  }

  @Test
  void shouldThrowWhatTheLambdaThrowsInItsTurnAndCallNoMore() {
    RefFunction<Integer, String> failing =
        (options, item) -> {
          if (item == 2) {
            throw new IOException("no argument");
          }
          return done.refOf(options, item);
        };
    List<String> seen = new ArrayList<>();

    assertThatThrownBy(() -> Weft.map(items(10), failing).forEach(seen::add))
        .isInstanceOf(IOException.class);
    assertThat(seen).containsExactly("v0", "v1");
    assertThat(calls).hasSize(2);
  }

  @Test
  void shouldCancelWhatIsUnderWayWhenClosed() {
    List<String> closed = new ArrayList<>();
    try (Stream<String> values =
        Weft.map(items(100).stream().onClose(() -> closed.add("source")), 3, held)) {
      Iterator<String> iterator = values.iterator();
      new Thread(
              () -> {
                while (calls.isEmpty()) {
                  Thread.onSpinWait();
                }
                calls.get(0).complete(Outcome.of("v0"));
              })
          .start();
      assertThat(iterator.next()).isEqualTo("v0");
    }

    assertThat(engine.cancelled()).containsExactlyElementsOf(calls.subList(1, 4));
    assertThat(closed).containsExactly("source");
  }

  @Test
  void shouldLetAnotherThreadCloseIt() throws Exception {
    Stream<String> values = Weft.map(items(100), 3, held);
    Thread closer =
        new Thread(
            () -> {
              while (calls.size() < 3) {
                Thread.onSpinWait();
              }
              values.close();
            });
    engine.failCancelled();
    closer.start();

    assertThatThrownBy(() -> values.forEach(value -> {}))
        .isInstanceOf(TaskCancelledException.class);
    closer.join();
    assertThat(calls).hasSize(3);
  }

  @Test
  void shouldCancelWhenTheReaderIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Weft.map(items(9), 3, held).toList())
        .isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(engine.cancelled()).hasSize(3);
  }

  @Test
  void shouldCancelWhenTheReaderFails() {
    RefFunction<Integer, String> firstDone =
        (options, item) -> item == 0 ? done.refOf(options, item) : held.refOf(options, item);

    assertThatThrownBy(
            () ->
                Weft.map(items(9), 3, firstDone)
                    .forEach(
                        value -> {
                          throw new IllegalArgumentException("reader");
                        }))
        .hasMessage("reader");
    assertThat(engine.cancelled()).hasSize(3);
  }

  @Test
  void shouldRefuseABoundBelowOne() {
    assertThatThrownBy(() -> Weft.map(items(1), 0, done))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxInFlight must be 1 or more, was 0.");
  }

  @Test
  void shouldStaySequentialWhenToldToBeParallel() {
    assertThat(Weft.map(items(1000), 7, done).parallel().toList())
        .isEqualTo(items(1000).stream().map(i -> "v" + i).toList());
  }

  @Test
  void shouldRunOneByOneWhenNotWoven() {
    List<Integer> called = new ArrayList<>();
    RemoteFunction<Integer, Integer> plain =
        item -> {
          called.add(item);
          if (item == 3) {
            throw new IOException("plain");
          }
          return item * 2;
        };

    assertThat(Weft.map(Stream.iterate(0, i -> i + 1), 100, plain).limit(2)).containsExactly(0, 2);
    assertThat(called).containsExactly(0, 1);
    assertThatThrownBy(() -> Weft.mapUnordered(items(9), plain).toList())
        .isInstanceOf(IOException.class);
  }
}
