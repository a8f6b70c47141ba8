package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** The form of an exception inside a value; one that cannot travel whole is refused. */
final class ThrowableForm extends Form<Throwable> {

  @Override
  void write(GraphKryo kryo, Output out, Throwable value) {
    kryo.codec().failures().writeNested(kryo, out, value);
  }

  @Override
  Throwable read(GraphKryo kryo, Input in, Class<? extends Throwable> type) {
    return kryo.codec().failures().readNested(kryo, in);
  }
}
