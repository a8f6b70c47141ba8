package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerLineTest {

  private final CallerLine.Key key = new CallerLine.Key(new NodeId(UUID.randomUUID()), 1);
  private final List<String> replies = new ArrayList<>();

  @Test
  void shouldHoldEarlyCallsUntilThoseBeforeThemHaveCome() {
    CallerLine line = new CallerLine();

    assertThat(numbers(line.accept(call(2, 0)))).isEmpty();
    assertThat(numbers(line.accept(call(1, 0)))).isEmpty();
    assertThat(numbers(line.accept(call(0, 0)))).containsExactly(0L, 1L, 2L);
    assertThat(numbers(line.accept(call(3, 0)))).containsExactly(3L);
  }

  @Test
  void shouldRepeatTheAnswerOfACallThatHasRun() {
    CallerLine line = new CallerLine();
    line.accept(call(0, 0));
    line.answered(0, "zero".getBytes());

    assertThat(line.accept(call(0, 0))).isEmpty();

    assertThat(replies).containsExactly("zero");
  }

  @Test
  void shouldForgetAnswersThatTheCallerHas() {
    CallerLine line = new CallerLine();
    line.accept(call(0, 0));
    line.answered(0, "zero".getBytes());
    line.accept(call(1, 1));

    assertThat(line.state(Long.MAX_VALUE).answers()).isEmpty();
  }

  @Test
  void shouldTakeCallsAgainThatDidNotRunBeforeAMove() {
    CallerLine line = new CallerLine();
    line.accept(call(0, 0));
    line.answered(0, "zero".getBytes());
    line.accept(call(1, 0));
    line.accept(call(2, 0));

    CallerLine moved = new CallerLine(line.state(1));

    assertThat(moved.accept(call(2, 0))).isEmpty();
    assertThat(moved.accept(call(0, 0))).isEmpty();
    assertThat(numbers(moved.accept(call(1, 0)))).containsExactly(1L, 2L);
    assertThat(replies).containsExactly("zero");
  }

  private static List<Long> numbers(List<IncomingCall> calls) {
    return calls.stream().map(call -> call.request().sequence()).toList();
  }

  private IncomingCall call(long sequence, long acknowledged) {
    ActorRequest.Call request =
        new ActorRequest.Call(
            UUID.randomUUID(),
            UUID.randomUUID(),
            1,
            sequence,
            acknowledged,
            new ObjectId(1, 2, 3),
            "test",
            new MethodKey("a.B", "c", "()V"),
            new byte[0],
            List.of(),
            List.of());
    return new IncomingCall(key, request, new Recorder());
  }

  private final class Recorder implements Reply {
    @Override
    public void send(byte[] answer) {
      replies.add(new String(answer));
    }

    @Override
    public void retry() {
      replies.add("retry");
    }

    @Override
    public void fail(String reason) {
      replies.add("fail");
    }
  }
}
