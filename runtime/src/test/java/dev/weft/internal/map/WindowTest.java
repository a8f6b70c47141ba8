package dev.weft.internal.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long MS = 1_000_000;

  private final AtomicLong now = new AtomicLong();

  private void read(Window window, int count, long nanosEach) {
    for (int i = 0; i < count; i++) {
      now.addAndGet(nanosEach);
      window.read();
    }
  }

  @Test
  void shouldKeepTheSizeThatWasAskedFor() {
    Window window = Window.of(3);

    read(window, 1000, 1);

    assertThat(window.size()).isEqualTo(3);
  }

  @Test
  void shouldBeginWithAFewForEachSlotAndStayForCallsOfSomeLength() {
    Window window = Window.forSlots(2, now::get);

    read(window, 100, 20 * MS);

    assertThat(window.size()).isEqualTo(8);
  }

  @Test
  void shouldGrowForShortCallsUpToABound() {
    Window window = Window.forSlots(2, now::get);

    read(window, 8, MS / 10);
    assertThat(window.size()).isEqualTo(16);
    read(window, 100_000, MS / 1000);
    assertThat(window.size()).isEqualTo(1024);
  }

  @Test
  void shouldShrinkWhenCallsBecomeLong() {
    Window window = Window.forSlots(2, now::get);
    read(window, 8, MS / 10);

    read(window, 16, 100 * MS);
    assertThat(window.size()).isEqualTo(8);
    read(window, 16, 1000 * MS);
    assertThat(window.size()).isEqualTo(8);
  }

  @Test
  void shouldHaveOneForAClusterWithoutSlotsYet() {
    assertThat(Window.forSlots(0, now::get).size()).isEqualTo(4);
  }
}
