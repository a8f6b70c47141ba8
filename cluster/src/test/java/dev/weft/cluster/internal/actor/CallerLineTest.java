package dev.weft.cluster.internal.actor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.replica.Answers;
import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.replica.Session;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerLineTest {

  private static final ActorAnswer LOST = ActorAnswer.unknown("lost");

  private final CallerKey key = new CallerKey(new NodeId(UUID.randomUUID()), 1);
  private final List<String> replies = new ArrayList<>();
  private final CallerLine line = new CallerLine(false);

  @Test
  void shouldHoldEarlyCallsUntilThoseBeforeThemHaveCome() {
    assertThat(numbers(accept(line, call(2, 0)))).isEmpty();
    assertThat(numbers(accept(line, call(1, 0)))).isEmpty();
    assertThat(numbers(accept(line, call(0, 0)))).containsExactly(0L, 1L, 2L);
    assertThat(numbers(accept(line, call(3, 0)))).containsExactly(3L);
  }

  @Test
  void shouldRepeatTheAnswerOfACallThatHasRun() {
    run(call(0, 0), "zero");

    assertThat(accept(line, call(0, 0))).isEmpty();

    assertThat(replies).containsExactly("zero");
  }

  @Test
  void shouldSayThatACallIsHereWhenItComesTwiceBeforeItHasRun() {
    IncomingCall first = call(0, 0);
    accept(line, first);

    assertThat(accept(line, call(0, 0))).isEmpty();
    first.answer("zero".getBytes());

    String working = new String(ActorAnswer.working().toBytes(), UTF_8);
    assertThat(replies).containsExactly(working, "zero");
  }

  @Test
  void shouldNotSayThatOfACallThatWaitsForOneBeforeIt() {
    accept(line, call(1, 0));
    accept(line, call(1, 0));

    assertThat(replies).isEmpty();
  }

  @Test
  void shouldForgetAnswersThatTheCallerHas() {
    run(call(0, 0), "zero");
    accept(line, call(1, 1));

    accept(line, call(0, 0));

    assertThat(replies).hasSize(1).doesNotContain("zero");
  }

  @Test
  void shouldTakeCallsAgainThatDidNotRunBeforeAMove() {
    run(call(0, 0), "zero");
    accept(line, call(1, 0));
    accept(line, call(2, 0));

    CallerLine moved = new CallerLine(line.session(Map.of(0L, "zero".getBytes())));

    assertThat(accept(moved, call(2, 0))).isEmpty();
    assertThat(accept(moved, call(0, 0))).isEmpty();
    assertThat(numbers(accept(moved, call(1, 0)))).containsExactly(1L, 2L);
    assertThat(replies).containsExactly("zero");
  }

  @Test
  void shouldGoOnAfterCallsThatOnlyTheCallerKnowsToHaveRun() {
    assertThat(numbers(accept(line, call(7, 7)))).containsExactly(7L);
  }

  @Test
  void shouldRunAReaderAgainWhoseAnswerIsNotKept() {
    IncomingCall reader = reader(0);
    accept(line, reader);
    line.ran(0);
    line.answered(reader, "zero".getBytes());

    assertThat(numbers(accept(line, reader(0)))).containsExactly(0L);
  }

  @Test
  void shouldSayThatAnAnswerIsLostRatherThanRunAgain() {
    CallerLine moved = new CallerLine(new Session(1, 0, Answers.NONE));

    assertThat(accept(moved, call(0, 0))).isEmpty();

    assertThat(replies).hasSize(1);
  }

  private static List<IncomingCall> accept(CallerLine to, IncomingCall call) {
    return to.accept(call, LOST);
  }

  @Test
  void shouldLetRepeatedCallsGoAheadAfterALoss() {
    CallerLine after = new CallerLine(true);
    IncomingCall fresh = call(8, 5);

    assertThat(accept(after, fresh)).isEmpty();
    assertThat(after.isStuck(fresh)).isTrue();
    assertThat(numbers(accept(after, call(7, 5, false, true)))).containsExactly(7L);
    assertThat(after.giveUpBefore(fresh)).containsExactly(fresh);
    assertThat(numbers(accept(after, call(9, 5)))).containsExactly(9L);
  }

  private void run(IncomingCall call, String answer) {
    accept(line, call);
    line.ran(call.sequence());
    line.answered(call, answer.getBytes());
  }

  private static List<Long> numbers(List<IncomingCall> calls) {
    return calls.stream().map(call -> call.request().sequence()).toList();
  }

  private IncomingCall call(long sequence, long acknowledged) {
    return call(sequence, acknowledged, false, false);
  }

  private IncomingCall reader(long sequence) {
    return call(sequence, 0, true, false);
  }

  private IncomingCall call(
      long sequence, long acknowledged, boolean isReadOnly, boolean mayHaveRun) {
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
            new CallTerms(isReadOnly, null, 0, -1, List.of(), CallChain.NONE),
            List.of(),
            mayHaveRun);
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
