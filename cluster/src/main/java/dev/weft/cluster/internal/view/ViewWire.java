package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.function.Function;

/**
 * The byte form of what nodes tell each other about views.
 *
 * <pre>
 *   request: form (byte) | sender (uuid) | receiver (uuid) | kind (byte) | what the kind has
 *   answer:  form (byte) | kind (byte) | what the kind has
 * </pre>
 *
 * <p>What cannot be read whole, to its last byte, is an {@link IllegalArgumentException}.
 */
final class ViewWire {

  static final byte PREPARE = 1;
  static final byte ACCEPT = 2;
  static final byte TELL = 3;
  static final byte ASK = 4;
  static final byte ADMIT = 5;
  static final byte LEAVE = 6;

  static final byte PROMISED = 1;
  static final byte ACCEPTED = 2;
  static final byte OUTVOTED = 3;
  static final byte LATER = 4;
  static final byte NOTED = 5;

  private static final byte FORM = 1;

  private ViewWire() {}

  /**
   * A request with its ends. A grid delivers by address, so the node that gets it may have become
   * another one meanwhile.
   */
  record Letter(NodeId from, NodeId to, ViewRequest request) {

    byte[] toBytes() {
      MessageWriter out = new MessageWriter().putByte(FORM);
      out.putUuid(from.uuid()).putUuid(to.uuid());
      request.write(out);
      return out.toBytes();
    }
  }

  static Letter readLetter(byte[] message) {
    return whole(
        message,
        in -> new Letter(new NodeId(in.getUuid()), new NodeId(in.getUuid()), readRequest(in)));
  }

  static byte[] toBytes(ViewAnswer answer) {
    MessageWriter out = new MessageWriter().putByte(FORM);
    answer.write(out);
    return out.toBytes();
  }

  static ViewAnswer readAnswer(byte[] message) {
    return whole(message, ViewWire::readAnswer);
  }

  static void write(MessageWriter out, Ballot ballot) {
    out.putLong(ballot.round()).putUuid(ballot.proposer());
  }

  static Ballot readBallot(MessageReader in) {
    return new Ballot(in.getLong(), in.getUuid());
  }

  private static ViewRequest readRequest(MessageReader in) {
    int kind = in.getByte();
    return switch (kind) {
      case PREPARE -> ViewRequest.Prepare.read(in);
      case ACCEPT -> ViewRequest.Accept.read(in);
      case TELL -> new ViewRequest.Tell(Roster.read(in));
      case ASK -> new ViewRequest.Ask(in.getLong());
      case ADMIT -> new ViewRequest.Admit(in.getLong(), in.getLong());
      case LEAVE -> new ViewRequest.Leave(in.getLong());
      default -> throw new IllegalArgumentException("Unknown request " + kind + " about views.");
    };
  }

  private static ViewAnswer readAnswer(MessageReader in) {
    int kind = in.getByte();
    return switch (kind) {
      case PROMISED ->
          new ViewAnswer.Promised(
              in.getByte() == 0 ? null : new Acceptor.Vote(readBallot(in), Roster.read(in)));
      case ACCEPTED -> new ViewAnswer.Accepted();
      case OUTVOTED -> new ViewAnswer.Outvoted(readBallot(in));
      case LATER -> new ViewAnswer.Later(Roster.read(in));
      case NOTED -> new ViewAnswer.Noted(in.getLong());
      default -> throw new IllegalArgumentException("Unknown answer " + kind + " about views.");
    };
  }

  private static <T> T whole(byte[] message, Function<MessageReader, T> body) {
    MessageReader in = new MessageReader(message);
    int form = in.getByte();
    if (form != FORM) {
      throw new IllegalArgumentException(
          "Form " + form + " of messages about views, this version of Weft knows " + FORM + ".");
    }
    T read = body.apply(in);
    if (in.hasMore()) {
      throw new IllegalArgumentException("The message about views is longer than its content.");
    }
    return read;
  }
}
