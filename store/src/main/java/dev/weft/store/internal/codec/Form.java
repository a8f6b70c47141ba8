package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * The wire form of a type. Forms have no state of a graph and are shared by all threads.
 *
 * @param <T> the type
 */
abstract class Form<T> extends Serializer<T> {

  abstract void write(GraphKryo kryo, Output out, T value);

  abstract T read(GraphKryo kryo, Input in, Class<? extends T> type);

  /** Differs if two members have different shapes of the type. */
  int fingerprint() {
    return 0;
  }

  @Override
  public final void write(Kryo kryo, Output out, T value) {
    write((GraphKryo) kryo, out, value);
  }

  @Override
  public final T read(Kryo kryo, Input in, Class<? extends T> type) {
    return read((GraphKryo) kryo, in, type);
  }
}
