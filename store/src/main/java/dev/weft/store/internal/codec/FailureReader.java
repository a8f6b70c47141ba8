package dev.weft.store.internal.codec;

import dev.weft.error.TaskFailedException;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts one failure together from its rows. */
final class FailureReader {

  private final KryoValueCodec codec;
  private final RefSource source;
  private final List<FailureRow> rows;
  private final boolean strict;
  private final @Nullable String[] refusals;

  private FailureReader(
      KryoValueCodec codec, RefSource source, List<FailureRow> rows, boolean strict) {
    if (rows.isEmpty()) {
      throw new UnreadableValueException("A failure without a throwable");
    }
    this.codec = codec;
    this.source = source;
    this.rows = rows;
    this.strict = strict;
    refusals = new @Nullable String[rows.size()];
    for (int i = 0; i < refusals.length; i++) {
      refusals[i] = rows.get(i).refusal();
    }
  }

  /** Replaces what cannot be made. */
  static FailureReader lenient(KryoValueCodec codec, RefSource source, List<FailureRow> rows) {
    return new FailureReader(codec, source, rows, false);
  }

  /** Refuses what cannot be made. */
  static FailureReader strict(KryoValueCodec codec, RefSource source, List<FailureRow> rows) {
    return new FailureReader(codec, source, rows, true);
  }

  /** The throwable of the first row, with all others in their places. */
  Throwable build() {
    Throwable[] made = new Throwable[rows.size()];
    while (!tryToMake(made)) {
      // One row was found impossible and is marked; the others may hold it in their fields.
    }
    for (int i = 0; i < made.length; i++) {
      connect(made, i);
    }
    return made[0];
  }

  /** Causes come first: they have higher numbers, and some constructors want them. */
  private boolean tryToMake(Throwable[] made) {
    @Nullable ThrowableShape[] shapes = new @Nullable ThrowableShape[made.length];
    Arrays.fill(made, null);
    for (int i = made.length - 1; i >= 0; i--) {
      shapes[i] = refusals[i] == null ? shapeOf(i) : null;
      Throwable throwable = shapes[i] == null ? null : make(shapes[i], made, i);
      made[i] = throwable == null ? standIn(i) : throwable;
    }
    for (int i = 0; i < made.length; i++) {
      ThrowableShape shape = shapes[i];
      if (shape != null && refusals[i] == null && shape.hasFields()) {
        if (!readFields(shape, made, i)) {
          return false;
        }
      }
    }
    return true;
  }

  private @Nullable ThrowableShape shapeOf(int row) {
    try {
      return codec.types().shapeOfName(rows.get(row).type());
    } catch (RuntimeException | LinkageError e) {
      refuse(row, e);
      return null;
    }
  }

  private @Nullable Throwable make(ThrowableShape shape, Throwable[] made, int row) {
    FailureRow from = rows.get(row);
    try {
      return shape.make(from.message(), from.details(), at(made, from.cause()));
    } catch (RuntimeException | LinkageError e) {
      refuse(row, e);
      return null;
    }
  }

  private boolean readFields(ThrowableShape shape, Throwable[] made, int row) {
    byte[] fields = rows.get(row).fields();
    try {
      if (fields == null) {
        throw new UnreadableValueException("its fields are missing");
      }
      codec
          .sessions()
          .read(
              FailureWriter.FIELDS,
              fields,
              source,
              (kryo, in) -> {
                kryo.startFailure(List.of(made));
                shape.readFields(kryo, in, made[row]);
                return row;
              });
      return true;
    } catch (RuntimeException | LinkageError e) {
      refuse(row, e);
      return false;
    }
  }

  private void refuse(int row, Throwable why) {
    if (strict) {
      throw new UnreadableValueException(
          "The exception " + Labels.printable(rows.get(row).type()) + " cannot be rebuilt.", why);
    }
    String text = why.getMessage();
    refusals[row] = text == null ? why.toString() : text;
  }

  private Throwable standIn(int row) {
    FailureRow failed = rows.get(row);
    String text =
        failed.message() == null ? failed.type() : failed.type() + ": " + failed.message();
    return new TaskFailedException(
        text + " (the exception itself could not come back: " + refusals[row] + ")");
  }

  private void connect(Throwable[] made, int row) {
    Throwable throwable = made[row];
    FailureRow from = rows.get(row);
    throwable.setStackTrace(from.stack());
    Throwable cause = at(made, from.cause());
    if (cause != null && cause != throwable && throwable.getCause() != cause) {
      try {
        throwable.initCause(cause);
      } catch (IllegalStateException e) {
        throwable.addSuppressed(cause);
      }
    }
    for (int number : from.suppressed()) {
      Throwable suppressed = at(made, number);
      if (suppressed != null && suppressed != throwable) {
        throwable.addSuppressed(suppressed);
      }
    }
  }

  private static @Nullable Throwable at(@Nullable Throwable[] made, int row) {
    return row >= 0 && row < made.length ? made[row] : null;
  }
}
