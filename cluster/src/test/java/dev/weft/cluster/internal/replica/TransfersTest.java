package dev.weft.cluster.internal.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.TransportException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class TransfersTest {

  private static final int LARGE = 100 << 20;
  private static final int PIECE = 1 << 20;

  private final NodeId owner = new NodeId(UUID.randomUUID());
  private final NodeId follower = new NodeId(UUID.randomUUID());
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final List<Push> passed = new ArrayList<>();
  private final List<Push.Answer> answers = new ArrayList<>();
  private final Assemblies assemblies = new Assemblies();
  private long names;

  private final Transfers transfers =
      new Transfers(
          (target, message, done) -> sent.add(new Sent(message, done)),
          follower,
          PIECE,
          () -> ++names,
          passed::add);

  @Test
  void shouldHaveAFewPiecesUnderWayAndThenTheChange() {
    byte[] state = new byte[LARGE + 7];
    new Random(1).nextBytes(state);

    transfers.add(push(state));
    int pieces = 0;
    while (!sent.isEmpty()) {
      assertThat(sent).hasSizeLessThanOrEqualTo(4);
      assertThat(passed).isEmpty();
      Sent next = pieces % 3 == 0 ? sent.removeLast() : sent.removeFirst(); // in any order
      assertThat(next.message.length).isLessThan(PIECE + 64);
      deliver(next);
      deliver(new Sent(next.message, (answer, failure) -> {})); // doubled
      next.done.accept(new byte[0], null);
      pieces++;
    }

    assertThat(pieces).isEqualTo(101);
    assertThat(passed).hasSize(1);
    Push last = passed.get(0);
    assertThat(last.size()).isLessThan(1_000);
    Push read = Push.readAll(afterKind(Push.writeAll(passed))).get(0);
    assertThat(read.completed(assemblies.finish(owner, read.transfer())).state()).isEqualTo(state);
    assertThat(assemblies.size()).isZero();
  }

  @Test
  void shouldSendAgainWhatIsLost() {
    byte[] state = new byte[10 * PIECE];

    transfers.add(push(state));
    for (int i = 0; !sent.isEmpty(); i++) {
      Sent next = sent.removeFirst();
      if (i % 3 == 0) {
        next.done.accept(null, lost());
      } else {
        deliver(next);
        next.done.accept(new byte[0], null);
      }
    }

    assertThat(assemblies.finish(owner, passed.get(0).transfer())).isEqualTo(state);
  }

  @Test
  void shouldGiveUpAnUnreachableNodeAndGoOnWithTheNextState() {
    transfers.add(push(new byte[100 * PIECE]));
    transfers.add(push(new byte[2 * PIECE]));
    while (answers.isEmpty()) {
      sent.removeFirst().done.accept(null, lost());
    }

    assertThat(answers).containsExactly(Push.Answer.SILENCE);
    assertThat(sent).hasSize(2);
    while (!sent.isEmpty()) {
      sent.removeFirst().done.accept(new byte[0], null);
    }
    assertThat(passed).hasSize(1);
  }

  @Test
  void shouldNotTakeAStateThatHasNotCome() {
    Push lacking = push(new byte[2 * PIECE]).transferred(17).completed(null);

    assertThat(lacking.change()).isNotNull();
    assertThat(lacking.change().isWhole()).isFalse();
    assertThat(lacking.change().base()).isEqualTo(Long.MAX_VALUE);
  }

  private Push push(byte[] state) {
    Change change =
        new Change(
            UUID.randomUUID(),
            UUID.randomUUID(),
            Change.ANY,
            3,
            new byte[] {1},
            state,
            false,
            Map.of(),
            List.of());
    return new Push(5, new Epoch(1, owner), change, answers::add);
  }

  private void deliver(Sent piece) {
    assemblies.take(owner, Piece.read(afterKind(piece.message)), 0);
  }

  private static MessageReader afterKind(byte[] message) {
    MessageReader in = new MessageReader(message);
    in.getByte();
    return in;
  }

  private static TransportException lost() {
    return new TransportException(TransportException.Kind.TIMED_OUT, "lost");
  }

  private record Sent(byte[] message, BiConsumer<byte[], TransportException> done) {}
}
