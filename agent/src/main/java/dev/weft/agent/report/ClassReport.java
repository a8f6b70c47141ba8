package dev.weft.agent.report;

import dev.weft.agent.check.Message;
import java.util.List;

/**
 * What weaving did to one class, or would do.
 *
 * @param name the binary name of the class
 * @param calls what became of its remote calls, in the order of the source
 * @param messages what its author should know
 */
public record ClassReport(String name, List<CallReport> calls, List<Message> messages) {

  public ClassReport {
    calls = List.copyOf(calls);
    messages = List.copyOf(messages);
  }

  /** Whether there is nothing to tell. */
  public boolean isEmpty() {
    return calls.isEmpty() && messages.isEmpty();
  }

  /** Where a call stands, as a line of a stack trace would say it. */
  String place(CallReport call) {
    return Message.place(name, call.method(), call.file(), call.line());
  }
}
