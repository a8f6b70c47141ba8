package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.util.function.Function;

/**
 * The form of a wrapper of the JDK around a collection or map: what it wraps. So a wrapper and
 * others that hold the same collection still see each other's changes.
 *
 * @param <T> the type of both
 */
final class WrapperForm<T> extends Form<T> {

  private final Class<T> wrapped;
  private final Function<T, T> wrap;
  private final Function<T, T> copy;

  /**
   * A form.
   *
   * @param wrap makes a wrapper
   * @param copy makes what a wrapper can wrap, where the original cannot be had
   */
  WrapperForm(Class<T> wrapped, Function<T, T> wrap, Function<T, T> copy) {
    this.wrapped = wrapped;
    this.wrap = wrap;
    this.copy = copy;
  }

  @Override
  void write(GraphKryo kryo, Output out, T value) {
    kryo.references().seal();
    Object inner = HiddenParts.find(value, wrapped);
    kryo.writeClassAndObject(out, inner == null ? copy.apply(value) : inner);
    kryo.references().unseal();
  }

  @Override
  T read(GraphKryo kryo, Input in, Class<? extends T> type) {
    Object inner = kryo.readClassAndObject(in);
    if (!wrapped.isInstance(inner)) {
      throw new UnreadableValueException("A wrapper of collections was sent with nothing in it.");
    }
    return wrap.apply(wrapped.cast(inner));
  }
}
