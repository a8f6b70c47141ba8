package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShelfTest {

  private final AtomicInteger made = new AtomicInteger();
  private final Shelf<Object> shelf =
      new Shelf<>(
          () -> {
            made.incrementAndGet();
            return new Object();
          });

  @Test
  void shouldGiveBackWhatWasPutBack() {
    Object first = shelf.take();
    Object second = shelf.take();
    shelf.put(first);
    shelf.put(second);

    assertThat(Set.of(shelf.take(), shelf.take())).isEqualTo(Set.of(first, second));
    assertThat(made).hasValue(2);
  }

  @Test
  void shouldDropWhatFindsNoPlace() {
    Set<Object> taken = new HashSet<>();
    IntStream.range(0, 100).forEach(i -> taken.add(shelf.take()));
    taken.forEach(shelf::put);

    IntStream.range(0, 100).forEach(i -> shelf.take());

    assertThat(made.get()).isBetween(101, 200);
  }

  @Test
  void shouldNeverGiveOneThingToTwo() {
    Set<Object> inUse = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              Object thing = shelf.take();
              assertThat(inUse.add(thing)).isTrue();
              assertThat(inUse.remove(thing)).isTrue();
              shelf.put(thing);
            });
  }
}
