package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.error.TaskFailedException;
import dev.weft.error.WeftException;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.ValueCodec;
import java.util.function.Function;

/**
 * Takes exceptions apart and puts them together again.
 *
 * <p>A failure is a table of throwables: the one thrown, its causes, all that were suppressed. Each
 * row stands by itself, with its own fields in a graph of their own, so that one that cannot travel
 * is replaced alone.
 */
final class Failures {

  private static final int MAX_NESTING = 8;

  private final KryoValueCodec codec;

  Failures(KryoValueCodec codec) {
    this.codec = codec;
  }

  /** Encodes a failure; what cannot travel is replaced. */
  byte[] encode(Throwable failure, RefSink sink, Function<Throwable, StackTraceElement[]> stacks) {
    try {
      return encodeTable(failure, sink, stacks);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      // The user's exception gets in its own way; what little can be said of it still arrives.
      return encodeTable(lastResort(failure, stacks), RefSink.none(), Throwable::getStackTrace);
    }
  }

  /** Decodes a failure as far as the classes are here. */
  Throwable decode(byte[] bytes, RefSource source) {
    try {
      return codec
          .sessions()
          .read(
              ValueCodec.FAILURE,
              bytes,
              source,
              (kryo, in) -> FailureReader.lenient(codec, source, FailureRow.readAll(in)).build());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      return new TaskFailedException("A call failed, but its failure cannot be read: " + e, e);
    }
  }

  /** Writes an exception that is part of a value; it must travel whole. */
  void writeNested(GraphKryo kryo, Output out, Throwable failure) {
    Integer row = kryo.failureRow(failure);
    if (row != null) {
      out.writeVarInt(row + 1, true);
      return;
    }
    int nesting = kryo.nesting() + 1;
    if (nesting > MAX_NESTING) {
      throw new CannotTravel(
          failure.getClass().getName(),
          "cannot travel: it holds exceptions that hold exceptions, too deeply. Keep their"
              + " messages instead.");
    }
    out.writeVarInt(0, true);
    FailureRow.writeAll(
        out,
        new FailureWriter(codec, kryo.sink(), failure, Throwable::getStackTrace, true, nesting)
            .rows());
  }

  /** Reads an exception that is part of a value. */
  Throwable readNested(GraphKryo kryo, Input in) {
    int row = in.readVarInt(true);
    return row > 0
        ? kryo.failureAt(row - 1)
        : FailureReader.strict(codec, kryo.source(), FailureRow.readAll(in)).build();
  }

  private byte[] encodeTable(
      Throwable failure, RefSink sink, Function<Throwable, StackTraceElement[]> stacks) {
    FailureWriter writer = new FailureWriter(codec, sink, failure, stacks, false, 0);
    return codec
        .sessions()
        .write(
            "a failure",
            ValueCodec.FAILURE,
            sink,
            (kryo, out) -> FailureRow.writeAll(out, writer.rows()));
  }

  private static Throwable lastResort(
      Throwable failure, Function<Throwable, StackTraceElement[]> stacks) {
    TaskFailedException substitute =
        new TaskFailedException(
            failure.getClass().getName() + " (its own methods fail, so its text is unknown)");
    try {
      substitute.setStackTrace(stacks.apply(failure));
    } catch (RuntimeException | StackOverflowError e) {
      substitute.addSuppressed(new WeftException("Its stack is unknown too"));
    }
    return substitute;
  }
}
