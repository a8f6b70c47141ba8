package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * The form of a type that holds no other objects.
 *
 * @param <T> the type
 */
final class ValueForm<T> extends Form<T> {

  /** Writes a value. */
  interface Writer<T> {
    void write(Output out, T value);
  }

  /** Reads a value. */
  interface Reader<T> {
    T read(Input in);
  }

  private final Writer<T> writer;
  private final Reader<T> reader;

  ValueForm(Writer<T> writer, Reader<T> reader) {
    this.writer = writer;
    this.reader = reader;
  }

  void write(Output out, T value) {
    writer.write(out, value);
  }

  T read(Input in) {
    return reader.read(in);
  }

  @Override
  void write(GraphKryo kryo, Output out, T value) {
    writer.write(out, value);
  }

  @Override
  T read(GraphKryo kryo, Input in, Class<? extends T> type) {
    return reader.read(in);
  }
}
