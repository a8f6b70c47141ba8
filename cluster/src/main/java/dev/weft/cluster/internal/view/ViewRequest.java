package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;

/** What one node asks another about views. */
sealed interface ViewRequest {

  /** Gives this to the method that is made for its kind. */
  ViewAnswer answeredBy(Handler handler);

  void write(MessageWriter out);

  /** Answers requests, a method for each kind. */
  interface Handler {

    ViewAnswer prepare(Prepare request);

    ViewAnswer accept(Accept request);

    ViewAnswer tell(Tell request);

    ViewAnswer ask(Ask request);

    ViewAnswer admit(Admit request);

    ViewAnswer leave(Leave request);
  }

  /**
   * Asks a member for its promise.
   *
   * @param base what is to be followed
   */
  record Prepare(Roster base, Ballot ballot) implements ViewRequest {

    @Override
    public ViewAnswer answeredBy(Handler handler) {
      return handler.prepare(this);
    }

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.PREPARE);
      base.write(out);
      ViewWire.write(out, ballot);
    }

    static Prepare read(MessageReader in) {
      return new Prepare(Roster.read(in), ViewWire.readBallot(in));
    }
  }

  /**
   * Asks a member to accept a value.
   *
   * @param base what is to be followed
   */
  record Accept(Roster base, Ballot ballot, Roster value) implements ViewRequest {

    @Override
    public ViewAnswer answeredBy(Handler handler) {
      return handler.accept(this);
    }

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.ACCEPT);
      base.write(out);
      ViewWire.write(out, ballot);
      value.write(out);
    }

    static Accept read(MessageReader in) {
      return new Accept(Roster.read(in), ViewWire.readBallot(in), Roster.read(in));
    }
  }

  /** Tells what is decided. */
  record Tell(Roster roster) implements ViewRequest {

    @Override
    public ViewAnswer answeredBy(Handler handler) {
      return handler.tell(this);
    }

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.TELL);
      roster.write(out);
    }
  }

  /**
   * Asks for a later view, and shows the own.
   *
   * @param version 0 for none
   */
  record Ask(long version) implements ViewRequest {

    @Override
    public ViewAnswer answeredBy(Handler handler) {
      return handler.ask(this);
    }

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.ASK).putLong(version);
    }
  }

  /**
   * Asks to become a member.
   *
   * @param version the view the sender knows
   * @param birth the first one it was told of
   */
  record Admit(long version, long birth) implements ViewRequest {

    @Override
    public ViewAnswer answeredBy(Handler handler) {
      return handler.admit(this);
    }

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.ADMIT).putLong(version).putLong(birth);
    }
  }

  /** Asks to be a member no longer. */
  record Leave(long version) implements ViewRequest {

    @Override
    public ViewAnswer answeredBy(Handler handler) {
      return handler.leave(this);
    }

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.LEAVE).putLong(version);
    }
  }
}
