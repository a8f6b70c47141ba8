package dev.weft.cluster.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewWireTest {

  private static final NodeId A = new NodeId(new UUID(1, 1));
  private static final NodeId B = new NodeId(new UUID(2, 2));
  private static final Roster BASE =
      Roster.first(new UUID(3, 3), A, Quorum.ANY).next(List.of(B)).next(List.of(B, A));
  private static final Roster NEXT = BASE.next(List.of(A));
  private static final Ballot BALLOT = new Ballot(5, new UUID(4, 4));

  private static final List<ViewRequest> REQUESTS =
      List.of(
          new ViewRequest.Prepare(BASE, BALLOT),
          new ViewRequest.Accept(BASE, BALLOT, NEXT),
          new ViewRequest.Tell(NEXT),
          new ViewRequest.Ask(7),
          new ViewRequest.Admit(7, 3),
          new ViewRequest.Leave(7));

  private static final List<ViewAnswer> ANSWERS =
      List.of(
          new ViewAnswer.Promised(null),
          new ViewAnswer.Promised(new Acceptor.Vote(BALLOT, NEXT)),
          new ViewAnswer.Accepted(),
          new ViewAnswer.Outvoted(BALLOT),
          new ViewAnswer.Later(NEXT),
          new ViewAnswer.Noted(9));

  @Test
  void shouldReadWhatItWrote() {
    for (ViewRequest request : REQUESTS) {
      ViewWire.Letter letter = new ViewWire.Letter(A, B, request);
      assertThat(ViewWire.readLetter(letter.toBytes())).isEqualTo(letter);
    }
    for (ViewAnswer answer : ANSWERS) {
      assertThat(ViewWire.readAnswer(ViewWire.toBytes(answer))).isEqualTo(answer);
    }
  }

  @Test
  void shouldRefuseWhatIsCutOffOrTooLong() {
    for (ViewRequest request : REQUESTS) {
      byte[] message = new ViewWire.Letter(A, B, request).toBytes();
      for (int length = 0; length <= message.length + 1; length++) {
        byte[] other = Arrays.copyOf(message, length);
        if (length != message.length) {
          assertThatThrownBy(() -> ViewWire.readLetter(other))
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  @Test
  void shouldRefuseAnotherForm() {
    byte[] message = new ViewWire.Letter(A, B, REQUESTS.get(0)).toBytes();
    message[0] = 9;

    assertThatThrownBy(() -> ViewWire.readLetter(message)).hasMessageContaining("Form 9");
  }

  @Test
  void shouldReadOrRefuseAnyDamage() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      ViewRequest request = REQUESTS.get(random.nextInt(REQUESTS.size()));
      byte[] message = new ViewWire.Letter(A, B, request).toBytes();
      for (int damages = random.nextInt(1, 4); damages > 0; damages--) {
        message[random.nextInt(message.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ViewWire.readLetter(message).toBytes()).isNotEmpty();
      } catch (IllegalArgumentException e) {
        // refused
      } catch (RuntimeException | Error e) {
        throw new AssertionError("-Dseed=" + seed, e);
      }
    }
  }
}
