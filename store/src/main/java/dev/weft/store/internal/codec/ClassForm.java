package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** The form of a class as a value: its name. It is found when read, but not initialised. */
final class ClassForm extends Form<Class<?>> {

  @Override
  void write(GraphKryo kryo, Output out, Class<?> value) {
    if (!kryo.types().isNameable(value)) {
      throw new CannotTravel(
          value.toString(), "cannot travel: members could not find the class by its name.");
    }
    Strings.write(out, value.getName());
  }

  @Override
  Class<?> read(GraphKryo kryo, Input in, Class<? extends Class<?>> type) {
    return kryo.types().namedClass(Strings.read(in));
  }
}
