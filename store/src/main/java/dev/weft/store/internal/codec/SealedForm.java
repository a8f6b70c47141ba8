package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * The form of a type whose instances are made when all their parts are there.
 *
 * @param <T> the type
 */
final class SealedForm<T> extends Form<T> {

  /** Takes a value apart. */
  interface Parts<T> {
    @Nullable Object[] of(T value);
  }

  /** Makes a value of its parts. */
  interface Maker<T> {
    T make(@Nullable Object[] parts);
  }

  private final Parts<T> parts;
  private final Maker<T> maker;

  SealedForm(Parts<T> parts, Maker<T> maker) {
    this.parts = parts;
    this.maker = maker;
  }

  @Override
  void write(GraphKryo kryo, Output out, T value) {
    kryo.references().seal();
    kryo.writeItems(out, parts.of(value));
    kryo.references().unseal();
  }

  @Override
  T read(GraphKryo kryo, Input in, Class<? extends T> type) {
    int deferred = kryo.deferredCount();
    @Nullable Object[] items = kryo.readItems(in);
    kryo.requireNothingDeferredSince(deferred, type);
    return maker.make(items);
  }
}
