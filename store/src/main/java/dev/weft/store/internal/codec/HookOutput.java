package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.NotActiveException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream that a {@code writeObject} method gets: it leads into the graph. */
final class HookOutput extends ObjectOutputStream {

  private final Object holder;
  private final FieldTable fields;
  private final GraphKryo kryo;
  private final Output out;
  private @Nullable NamedFields named;

  private HookOutput(Object holder, FieldTable fields, GraphKryo kryo, Output out)
      throws IOException {
    this.holder = holder;
    this.fields = fields;
    this.kryo = kryo;
    this.out = out;
  }

  static void run(
      MethodHandle writeObject, Object holder, FieldTable fields, GraphKryo kryo, Output out) {
    try {
      writeObject.invoke(holder, (ObjectOutputStream) new HookOutput(holder, fields, kryo, out));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CannotTravel(
          holder.getClass().getName(), "failed in its method writeObject: " + e, e);
    }
  }

  @Override
  protected void writeObjectOverride(@Nullable Object object) {
    kryo.writeClassAndObject(out, object);
  }

  @Override
  public void writeUnshared(@Nullable Object object) {
    kryo.writeClassAndObject(out, object);
  }

  @Override
  public void defaultWriteObject() {
    fields.write(kryo, out, holder);
  }

  @Override
  public PutField putFields() {
    if (named == null) {
      named = new NamedFields();
    }
    return named;
  }

  @Override
  public void writeFields() throws IOException {
    if (named == null) {
      throw new NotActiveException("putFields was not called");
    }
    Wire.writeLength(out, named.values.size());
    for (Map.Entry<String, @Nullable Object> field : named.values.entrySet()) {
      Strings.write(out, field.getKey());
      try {
        kryo.writeClassAndObject(out, field.getValue());
      } catch (CannotTravel e) {
        throw e.inField(field.getKey());
      }
    }
  }

  @Override
  public void write(int value) {
    out.writeByte(value);
  }

  @Override
  public void write(byte[] bytes) {
    out.writeBytes(bytes);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    out.writeBytes(bytes, offset, length);
  }

  @Override
  public void writeBoolean(boolean value) {
    out.writeBoolean(value);
  }

  @Override
  public void writeByte(int value) {
    out.writeByte(value);
  }

  @Override
  public void writeShort(int value) {
    out.writeShort(value);
  }

  @Override
  public void writeChar(int value) {
    out.writeChar((char) value);
  }

  @Override
  public void writeInt(int value) {
    out.writeInt(value);
  }

  @Override
  public void writeLong(long value) {
    out.writeLong(value);
  }

  @Override
  public void writeFloat(float value) {
    out.writeFloat(value);
  }

  @Override
  public void writeDouble(double value) {
    out.writeDouble(value);
  }

  @Override
  public void writeBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      out.writeByte(text.charAt(i));
    }
  }

  @Override
  public void writeChars(String text) {
    for (int i = 0; i < text.length(); i++) {
      out.writeChar(text.charAt(i));
    }
  }

  @Override
  public void writeUTF(String text) {
    Strings.write(out, text);
  }

  @Override
  public void useProtocolVersion(int version) {}

  @Override
  public void reset() {}

  @Override
  protected void drain() {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Values by the names of fields. */
  private static final class NamedFields extends PutField {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    @Override
    public void put(String name, boolean value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, byte value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, char value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, short value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, int value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, long value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, float value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, double value) {
      values.put(name, value);
    }

    @Override
    public void put(String name, @Nullable Object value) {
      values.put(name, value);
    }

    @Override
    @Deprecated
    public void write(ObjectOutput stream) throws IOException {
      throw new NotActiveException("Use writeFields");
    }
  }
}
