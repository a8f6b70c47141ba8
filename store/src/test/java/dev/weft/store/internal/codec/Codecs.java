package dev.weft.store.internal.codec;

import dev.weft.store.ClassLookup;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.ValueCodec;

/** Codecs for tests. */
final class Codecs {

  private Codecs() {}

  static ValueCodec create() {
    return new KryoValueCodec(ClassLookup.of(Codecs.class.getClassLoader()));
  }

  /** Through the bytes, from one codec to another, as between two members. */
  @SuppressWarnings("unchecked")
  static <T> T roundTrip(T value) {
    return (T) create().decode(encode(value), RefSource.none());
  }

  static byte[] encode(Object value) {
    return create().encode(value, RefSink.none());
  }

  static Throwable roundTrip(ValueCodec from, Throwable failure) {
    return create().decodeFailure(from.encodeFailure(failure, RefSink.none()), RefSource.none());
  }
}
