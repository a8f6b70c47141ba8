package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowingOutputTest {

  @Test
  void shouldKeepNoMoreThanASmallBuffer() {
    GrowingOutput out = new GrowingOutput();
    for (int i = 0; i < 100; i++) {
      out.writeBytes(new byte[10_000]);
    }

    assertThat(out.take()).hasSize(1_000_000);
    out.recycle();

    assertThat(out.getBuffer().length).isLessThanOrEqualTo(GrowingOutput.KEEP);
  }
}
