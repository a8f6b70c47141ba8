package dev.weft.store.internal.codec;

import dev.weft.error.TaskFailedException;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import java.util.ArrayList;
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
    List<Throwable> made = tryToMake();
    while (made == null) {
      // One row was found impossible and is marked; the others may hold it in their fields.
      made = tryToMake();
    }
    for (int i = 0; i < made.size(); i++) {
      connect(made, i);
    }
    return made.get(0);
  }

  private @Nullable List<Throwable> tryToMake() {
    List<Throwable> made = new ArrayList<>();
    List<@Nullable ThrowableShape> shapes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ThrowableShape shape = refusals[i] == null ? shapeOf(i) : null;
      Throwable throwable = shape == null ? null : make(shape, i);
      shapes.add(throwable == null ? null : shape);
      made.add(throwable == null ? standIn(i) : throwable);
    }
    for (int i = 0; i < rows.size(); i++) {
      ThrowableShape shape = shapes.get(i);
      if (shape != null && shape.hasFields() && !readFields(shape, made, i)) {
        return null;
      }
    }
    return made;
  }

  private @Nullable ThrowableShape shapeOf(int row) {
    try {
      return codec.types().shapeOfName(rows.get(row).type());
    } catch (RuntimeException | LinkageError e) {
      refuse(row, e);
      return null;
    }
  }

  private @Nullable Throwable make(ThrowableShape shape, int row) {
    try {
      return shape.make(rows.get(row).message(), rows.get(row).details());
    } catch (RuntimeException | LinkageError e) {
      refuse(row, e);
      return null;
    }
  }

  private boolean readFields(ThrowableShape shape, List<Throwable> made, int row) {
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
                kryo.startFailure(made);
                shape.readFields(kryo, in, made.get(row));
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

  private void connect(List<Throwable> made, int row) {
    Throwable throwable = made.get(row);
    FailureRow from = rows.get(row);
    throwable.setStackTrace(from.stack());
    int cause = from.cause();
    if (cause >= 0 && cause < made.size() && cause != row) {
      try {
        throwable.initCause(made.get(cause));
      } catch (IllegalStateException e) {
        throwable.addSuppressed(made.get(cause));
      }
    }
    for (int suppressed : from.suppressed()) {
      if (suppressed >= 0 && suppressed < made.size() && suppressed != row) {
        throwable.addSuppressed(made.get(suppressed));
      }
    }
  }
}
