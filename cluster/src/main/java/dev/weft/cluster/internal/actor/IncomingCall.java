package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.Reply;

/** A call that has arrived and is to be answered. */
record IncomingCall(CallerLine.Key line, ActorRequest.Call request, Reply reply) {

  void answer(ActorAnswer answer) {
    reply.send(answer.toBytes());
  }
}
