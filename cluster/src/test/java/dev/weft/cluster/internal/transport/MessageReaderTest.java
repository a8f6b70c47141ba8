package dev.weft.cluster.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

  @Test
  void shouldReadWhatWasWritten() {
    UUID id = UUID.randomUUID();
    byte[] message =
        new MessageWriter()
            .putByte(-7)
            .putVarInt(0)
            .putVarInt(300)
            .putVarInt(Integer.MAX_VALUE)
            .putLong(Long.MIN_VALUE)
            .putUuid(id)
            .putString("größer €")
            .putOptional(null)
            .putOptional("x")
            .putBytes(new byte[1000])
            .toBytes();

    MessageReader in = new MessageReader(message);

    assertThat(in.getByte()).isEqualTo(-7);
    assertThat(in.getVarInt()).isZero();
    assertThat(in.getVarInt()).isEqualTo(300);
    assertThat(in.getVarInt()).isEqualTo(Integer.MAX_VALUE);
    assertThat(in.getLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(in.getUuid()).isEqualTo(id);
    assertThat(in.getString()).isEqualTo("größer €");
    assertThat(in.getOptional()).isNull();
    assertThat(in.getOptional()).isEqualTo("x");
    assertThat(in.getBytes()).hasSize(1000);
    assertThat(in.hasMore()).isFalse();
  }

  @Test
  void shouldRefuseLengthsBeyondTheEndBeforeItAllocates() {
    byte[] bomb = new MessageWriter().putVarInt(Integer.MAX_VALUE).toBytes();
    byte[] negative = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

    assertThatThrownBy(() -> new MessageReader(bomb).getBytes())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MessageReader(negative).getString())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAnswerAnyBytesWithAValueOrOneKindOfError() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      MessageReader in = new MessageReader(noise);
      try {
        while (in.hasMore()) {
          switch (random.nextInt(5)) {
            case 0 -> in.getBytes();
            case 1 -> in.getString();
            case 2 -> in.getUuid();
            case 3 -> in.getOptional();
            default -> in.getVarInt();
          }
        }
      } catch (IllegalArgumentException e) {
        continue; // the one kind
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", bytes " + Arrays.toString(noise), e);
      }
    }
  }
}
