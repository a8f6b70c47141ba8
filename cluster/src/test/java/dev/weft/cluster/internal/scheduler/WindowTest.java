package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {

  private long now;
  private final Window window = new Window(() -> now);

  @Test
  void shouldGrowWhileTasksAreDoneSoon() {
    for (int round = 0; round < 20; round++) {
      fill(0);
      empty(Window.AIM_NANOS / 2);
    }

    assertThat(window.limit()).isEqualTo(Window.MAX);
  }

  @Test
  void shouldShrinkWhileTasksTakeLong() {
    for (int round = 0; round < 20; round++) {
      fill(0);
      empty(Window.AIM_NANOS * 100);
    }

    assertThat(window.limit()).isEqualTo(Window.MIN);
  }

  @Test
  void shouldNotGrowForTasksThatComeOneByOne() {
    int before = window.limit();

    for (int i = 0; i < 10_000; i++) {
      assertThat(window.take(0)).isTrue();
      window.done(0);
    }

    assertThat(window.limit()).isEqualTo(before);
  }

  @Test
  void shouldTakeOneTaskOfAnySizeButNotTwo() {
    assertThat(window.take(Integer.MAX_VALUE)).isTrue();
    assertThat(window.take(1)).isFalse();

    window.done(Integer.MAX_VALUE);

    assertThat(window.take(1)).isTrue();
  }

  private void fill(int size) {
    while (window.take(size)) {}
  }

  private void empty(long took) {
    now += took;
    while (window.outstanding() > 0) {
      window.done(0);
    }
  }
}
