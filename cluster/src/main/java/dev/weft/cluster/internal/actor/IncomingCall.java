package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.failpoint.Failpoint;
import dev.weft.cluster.internal.replica.CallerKey;
import dev.weft.cluster.internal.transport.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that has arrived and is to be answered; as often as it has come. Its cell guards it until
 * it is answered.
 */
final class IncomingCall {

  private final CallerKey caller;
  private final ActorRequest.Call request;
  private final List<Reply> replies = new ArrayList<>(1);

  IncomingCall(CallerKey caller, ActorRequest.Call request, Reply reply) {
    this.caller = caller;
    this.request = request;
    replies.add(reply);
  }

  CallerKey caller() {
    return caller;
  }

  ActorRequest.Call request() {
    return request;
  }

  long sequence() {
    return request.sequence();
  }

  /** The same call has come once more. */
  void join(IncomingCall repeated) {
    replies.addAll(repeated.replies);
  }

  /** The same call has come once more, and is sure to end here: those who wait may wait longer. */
  void joinWorking(IncomingCall repeated) {
    byte[] working = ActorAnswer.working().toBytes();
    replies.forEach(reply -> reply.send(working));
    replies.clear();
    join(repeated);
  }

  void answer(ActorAnswer answer) {
    answer(answer.toBytes());
  }

  void answer(byte[] answer) {
    Failpoint.BEFORE_REPLY.pass();
    replies.forEach(reply -> reply.send(answer));
    Failpoint.AFTER_REPLY.pass();
  }
}
