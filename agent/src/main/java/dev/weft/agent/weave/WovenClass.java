package dev.weft.agent.weave;

import dev.weft.agent.check.Message;
import dev.weft.agent.report.CallReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the weaver made of one class.
 *
 * @param name the binary name of the class
 * @param bytes the woven class file, or null if it stays as it is
 * @param remoteMethods how many remote methods it has as a woven class, be it woven now or before
 * @param isActor whether it is woven as an actor, now or before
 * @param messages what its author should know
 * @param calls what became of the remote calls in it, when it was woven now
 * @param isLeftOut whether it should have been woven, and stays as it is: the messages say why
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record WovenClass(
    String name,
    byte @Nullable [] bytes,
    int remoteMethods,
    boolean isActor,
    List<Message> messages,
    List<CallReport> calls,
    boolean isLeftOut) {

  public WovenClass {
    messages = List.copyOf(messages);
    calls = List.copyOf(calls);
  }

  WovenClass(
      String name,
      byte @Nullable [] bytes,
      int remoteMethods,
      boolean isActor,
      List<Message> messages,
      List<CallReport> calls) {
    this(name, bytes, remoteMethods, isActor, messages, calls, false);
  }

  static WovenClass leftOut(String name, List<Message> messages) {
    return new WovenClass(name, null, 0, false, messages, List.of(), true);
  }

  static WovenClass unchanged(String name, List<Message> messages) {
    return new WovenClass(name, null, 0, false, messages, List.of());
  }

  /** The same with other messages. */
  WovenClass with(List<Message> others) {
    return new WovenClass(name, bytes, remoteMethods, isActor, others, calls, isLeftOut);
  }

  /** Whether the class was changed. */
  public boolean isWoven() {
    return bytes != null;
  }

  /** Whether something in it cannot be woven as written; such a place throws when reached. */
  public boolean hasErrors() {
    return messages.stream().anyMatch(Message::isError);
  }

  /** The woven class file, if the class was changed. */
  public Optional<byte[]> wovenBytes() {
    return Optional.ofNullable(bytes);
  }
}
