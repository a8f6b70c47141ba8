package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.MessageWriter;
import org.jspecify.annotations.Nullable;

/** What is answered to a {@link ViewRequest}. */
sealed interface ViewAnswer {

  void write(MessageWriter out);

  /**
   * The promise is given.
   *
   * @param vote what was accepted before
   */
  record Promised(Acceptor.@Nullable Vote vote) implements ViewAnswer {

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.PROMISED).putByte(vote == null ? 0 : 1);
      if (vote != null) {
        ViewWire.write(out, vote.ballot());
        vote.value().write(out);
      }
    }
  }

  /** The value is accepted. */
  record Accepted() implements ViewAnswer {

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.ACCEPTED);
    }
  }

  /** A later attempt has the promise. */
  record Outvoted(Ballot promised) implements ViewAnswer {

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.OUTVOTED);
      ViewWire.write(out, promised);
    }
  }

  /** A later view is decided. */
  record Later(Roster roster) implements ViewAnswer {

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.LATER);
      roster.write(out);
    }
  }

  /**
   * It is taken note of, and there is nothing to add.
   *
   * @param version the view the receiver knows, 0 for none
   */
  record Noted(long version) implements ViewAnswer {

    @Override
    public void write(MessageWriter out) {
      out.putByte(ViewWire.NOTED).putLong(version);
    }
  }
}
