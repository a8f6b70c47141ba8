package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One throwable of a failure, taken apart.
 *
 * @param type the name of its class
 * @param message its own message
 * @param stack where it was thrown
 * @param cause the number of the row of its cause, or -1
 * @param suppressed the rows of what it suppressed
 * @param refusal why it cannot travel as itself, or null if it can
 * @param details what some exceptions of the JDK are made of beside the message
 * @param fields its own fields, encoded, or null if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FailureRow(
    String type,
    @Nullable String message,
    StackTraceElement[] stack,
    int cause,
    int[] suppressed,
    @Nullable String refusal,
    @Nullable String[] details,
    byte @Nullable [] fields) {

  private static final int MAX_FRAMES = 1024;

  /** Writes a failure: repeated texts once. */
  static void writeAll(Output out, List<FailureRow> rows) {
    Texts texts = new Texts();
    Wire.writeLength(out, rows.size());
    for (FailureRow row : rows) {
      row.write(out, texts);
    }
  }

  static List<FailureRow> readAll(Input in) {
    int count = Wire.readLength(in, 1);
    List<@Nullable String> texts = new ArrayList<>();
    List<FailureRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(read(in, texts));
    }
    return rows;
  }

  private void write(Output out, Texts texts) {
    texts.write(out, type);
    texts.write(out, message);
    texts.write(out, refusal);
    int frames = Math.min(stack.length, MAX_FRAMES);
    Wire.writeLength(out, frames);
    for (int i = 0; i < frames; i++) {
      texts.write(out, stack[i].getModuleName());
      texts.write(out, stack[i].getClassName());
      texts.write(out, stack[i].getMethodName());
      texts.write(out, stack[i].getFileName());
      out.writeVarInt(stack[i].getLineNumber(), false);
    }
    out.writeVarInt(cause, false);
    Wire.writeLength(out, suppressed.length);
    for (int row : suppressed) {
      out.writeVarInt(row, true);
    }
    Wire.writeLength(out, details.length);
    for (String detail : details) {
      texts.write(out, detail);
    }
    out.writeBoolean(fields != null);
    if (fields != null) {
      Wire.writeLength(out, fields.length);
      out.writeBytes(fields);
    }
  }

  private static FailureRow read(Input in, List<@Nullable String> texts) {
    String type = String.valueOf(Texts.read(in, texts));
    String message = Texts.read(in, texts);
    String refusal = Texts.read(in, texts);
    StackTraceElement[] stack = new StackTraceElement[Wire.readLength(in, 5)];
    for (int i = 0; i < stack.length; i++) {
      stack[i] =
          new StackTraceElement(
              null,
              Texts.read(in, texts),
              null,
              String.valueOf(Texts.read(in, texts)),
              String.valueOf(Texts.read(in, texts)),
              Texts.read(in, texts),
              in.readVarInt(false));
    }
    int cause = in.readVarInt(false);
    int[] suppressed = new int[Wire.readLength(in, 1)];
    for (int i = 0; i < suppressed.length; i++) {
      suppressed[i] = in.readVarInt(true);
    }
    @Nullable String[] details = new @Nullable String[Wire.readLength(in, 1)];
    for (int i = 0; i < details.length; i++) {
      details[i] = Texts.read(in, texts);
    }
    byte[] fields = in.readBoolean() ? in.readBytes(Wire.readLength(in, 1)) : null;
    return new FailureRow(type, message, stack, cause, suppressed, refusal, details, fields);
  }

  /** Texts by number: 0 for null, else the number; a new one is followed by itself. */
  private static final class Texts {

    private final Map<String, Integer> numbers = new HashMap<>();

    void write(Output out, @Nullable String text) {
      if (text == null) {
        out.writeVarInt(0, true);
        return;
      }
      Integer number = numbers.putIfAbsent(text, numbers.size() + 1);
      out.writeVarInt(number != null ? number : numbers.size(), true);
      if (number == null) {
        Strings.write(out, text);
      }
    }

    static @Nullable String read(Input in, List<@Nullable String> texts) {
      int number = in.readVarInt(true);
      if (number == 0) {
        return null;
      }
      if (number == texts.size() + 1) {
        texts.add(Strings.read(in));
      }
      return texts.get(number - 1);
    }
  }
}
