package dev.weft.store.provider;

import dev.weft.store.ClassLookup;
import dev.weft.store.ValueCodec;
import dev.weft.store.internal.codec.KryoValueCodec;

/** Makes codecs and object maps. */
public final class Stores {

  private Stores() {}

  /** A codec for the values of one job. Costly to make: keep it as long as the job lasts. */
  public static ValueCodec codec(ClassLookup classes) {
    return new KryoValueCodec(classes);
  }
}
