package dev.weft.store.internal.codec;

import dev.weft.store.RefSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes one failure apart into rows. */
final class FailureWriter {

  /** The kind of bytes that hold the fields of one throwable. */
  static final byte FIELDS = 4;

  private static final int MAX_ROWS = 100;

  private final KryoValueCodec codec;
  private final RefSink sink;
  private final Function<Throwable, StackTraceElement[]> stacks;
  private final boolean strict;
  private final int nesting;
  private final IdentityHashMap<Throwable, Integer> numbers = new IdentityHashMap<>();
  private final List<Throwable> throwables = new ArrayList<>();

  /**
   * Finds all throwables of a failure.
   *
   * @param stacks gives the stack to write of each
   * @param strict whether one that cannot travel is refused rather than replaced
   * @param nesting how many exceptions are around it
   */
  FailureWriter(
      KryoValueCodec codec,
      RefSink sink,
      Throwable failure,
      Function<Throwable, StackTraceElement[]> stacks,
      boolean strict,
      int nesting) {
    this.codec = codec;
    this.sink = sink;
    this.stacks = stacks;
    this.strict = strict;
    this.nesting = nesting;
    number(failure);
    for (int i = 0; i < throwables.size(); i++) {
      number(throwables.get(i).getCause());
      for (Throwable suppressed : throwables.get(i).getSuppressed()) {
        number(suppressed);
      }
    }
  }

  List<FailureRow> rows() {
    List<FailureRow> rows = new ArrayList<>();
    for (Throwable throwable : throwables) {
      rows.add(row(throwable));
    }
    return rows;
  }

  private FailureRow row(Throwable throwable) {
    try {
      ThrowableShape shape = codec.types().shapeOf(throwable.getClass());
      return row(
          throwable,
          shape.message(throwable),
          null,
          shape.details(throwable),
          shape.hasFields() ? fields(shape, throwable) : null);
    } catch (CannotTravel e) {
      if (strict) {
        throw e;
      }
      return row(throwable, throwable.getMessage(), e.describe(""), new @Nullable String[0], null);
    }
  }

  private FailureRow row(
      Throwable throwable,
      @Nullable String message,
      @Nullable String refusal,
      @Nullable String[] details,
      byte @Nullable [] fields) {
    Integer cause = numbers.get(throwable.getCause());
    int[] suppressed =
        Arrays.stream(throwable.getSuppressed())
            .filter(numbers::containsKey)
            .mapToInt(numbers::get)
            .toArray();
    return new FailureRow(
        throwable.getClass().getName(),
        message,
        stacks.apply(throwable),
        cause == null ? -1 : cause,
        suppressed,
        refusal,
        details,
        fields);
  }

  private byte[] fields(ThrowableShape shape, Throwable throwable) {
    return codec
        .sessions()
        .writePart(
            FIELDS,
            sink,
            (kryo, out) -> {
              kryo.startFailure(numbers, nesting);
              shape.writeFields(kryo, out, throwable);
            });
  }

  private void number(@Nullable Throwable throwable) {
    if (throwable != null
        && throwables.size() < MAX_ROWS
        && numbers.putIfAbsent(throwable, throwables.size()) == null) {
      throwables.add(throwable);
    }
  }
}
