package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import dev.weft.store.UnreadableValueException;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectInputValidation;
import java.io.ObjectStreamClass;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream that a {@code readObject} method gets: it reads from the graph, and only there. */
final class HookInput extends ObjectInputStream {

  private final Object holder;
  private final FieldTable fields;
  private final GraphKryo kryo;
  private final Input in;
  private final int end;

  private HookInput(Object holder, FieldTable fields, GraphKryo kryo, Input in, int end)
      throws IOException {
    this.holder = holder;
    this.fields = fields;
    this.kryo = kryo;
    this.in = in;
    this.end = end;
  }

  static void run(
      MethodHandle readObject,
      Object holder,
      FieldTable fields,
      GraphKryo kryo,
      Input in,
      int end) {
    try {
      readObject.invoke(holder, (ObjectInputStream) new HookInput(holder, fields, kryo, in, end));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new UnreadableValueException(
          holder.getClass().getName() + " failed in its method readObject: " + e, e);
    }
  }

  @Override
  protected @Nullable Object readObjectOverride() throws IOException {
    require(1);
    return kryo.readClassAndObject(in);
  }

  @Override
  public @Nullable Object readUnshared() throws IOException {
    return readObjectOverride();
  }

  @Override
  public void defaultReadObject() {
    fields.read(kryo, in, holder);
  }

  @Override
  public GetField readFields() {
    Map<String, @Nullable Object> values = new HashMap<>();
    int count = Wire.readLength(in, 2);
    for (int i = 0; i < count; i++) {
      values.put(Strings.read(in), kryo.readClassAndObject(in));
    }
    return new NamedFields(values);
  }

  @Override
  public void registerValidation(ObjectInputValidation validation, int priority) {
    kryo.validateLater(validation);
  }

  @Override
  public int available() {
    return end - in.position();
  }

  @Override
  public int read() {
    return available() > 0 ? in.readByteUnsigned() : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    int count = Math.min(length, available());
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    in.readBytes(bytes, offset, count);
    return count;
  }

  @Override
  public void readFully(byte[] bytes) throws IOException {
    readFully(bytes, 0, bytes.length);
  }

  @Override
  public void readFully(byte[] bytes, int offset, int length) throws IOException {
    require(length);
    in.readBytes(bytes, offset, length);
  }

  @Override
  public int skipBytes(int length) {
    int count = Math.max(0, Math.min(length, available()));
    in.setPosition(in.position() + count);
    return count;
  }

  @Override
  public boolean readBoolean() throws IOException {
    require(1);
    return in.readBoolean();
  }

  @Override
  public byte readByte() throws IOException {
    require(1);
    return in.readByte();
  }

  @Override
  public int readUnsignedByte() throws IOException {
    require(1);
    return in.readByteUnsigned();
  }

  @Override
  public short readShort() throws IOException {
    require(Short.BYTES);
    return in.readShort();
  }

  @Override
  public int readUnsignedShort() throws IOException {
    require(Short.BYTES);
    return in.readShortUnsigned();
  }

  @Override
  public char readChar() throws IOException {
    require(Character.BYTES);
    return in.readChar();
  }

  @Override
  public int readInt() throws IOException {
    require(Integer.BYTES);
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    require(Long.BYTES);
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    require(Float.BYTES);
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    require(Double.BYTES);
    return in.readDouble();
  }

  @Override
  public String readUTF() throws IOException {
    require(1);
    return Strings.read(in);
  }

  @Override
  @Deprecated
  public String readLine() throws IOException {
    throw new IOException("readLine is not supported");
  }

  @Override
  public void close() {}

  private void require(int bytes) throws IOException {
    if (available() < bytes) {
      throw new EOFException();
    }
  }

  /** Values by the names of fields. */
  private static final class NamedFields extends GetField {

    private final Map<String, @Nullable Object> values;

    NamedFields(Map<String, @Nullable Object> values) {
      this.values = values;
    }

    @Override
    public ObjectStreamClass getObjectStreamClass() {
      throw new UnsupportedOperationException("No stream class: there is no stream");
    }

    @Override
    public boolean defaulted(String name) {
      return !values.containsKey(name);
    }

    @Override
    public boolean get(String name, boolean otherwise) {
      return values.get(name) instanceof Boolean value ? value : otherwise;
    }

    @Override
    public byte get(String name, byte otherwise) {
      return values.get(name) instanceof Byte value ? value : otherwise;
    }

    @Override
    public char get(String name, char otherwise) {
      return values.get(name) instanceof Character value ? value : otherwise;
    }

    @Override
    public short get(String name, short otherwise) {
      return values.get(name) instanceof Short value ? value : otherwise;
    }

    @Override
    public int get(String name, int otherwise) {
      return values.get(name) instanceof Integer value ? value : otherwise;
    }

    @Override
    public long get(String name, long otherwise) {
      return values.get(name) instanceof Long value ? value : otherwise;
    }

    @Override
    public float get(String name, float otherwise) {
      return values.get(name) instanceof Float value ? value : otherwise;
    }

    @Override
    public double get(String name, double otherwise) {
      return values.get(name) instanceof Double value ? value : otherwise;
    }

    @Override
    public @Nullable Object get(String name, @Nullable Object otherwise) {
      return values.containsKey(name) ? values.get(name) : otherwise;
    }
  }
}
