package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** The form of an array of objects. */
final class ArrayForm extends Form<@Nullable Object[]> {

  private final Class<?> component;

  ArrayForm(Class<?> component) {
    this.component = component;
  }

  @Override
  void write(GraphKryo kryo, Output out, @Nullable Object[] array) {
    kryo.writeItems(out, array);
  }

  @Override
  @Nullable Object[] read(GraphKryo kryo, Input in, Class<? extends @Nullable Object[]> type) {
    int self = kryo.references().current();
    @Nullable Object[] array =
        (@Nullable Object[]) Array.newInstance(component, Wire.readLength(in, 1));
    kryo.reference(array);
    kryo.references().open(self);
    for (int i = 0; i < array.length; i++) {
      try {
        array[i] = kryo.readClassAndObject(in);
      } catch (ArrayStoreException e) {
        throw new UnreadableValueException(
            "An array of " + component.getName() + " cannot hold what was sent for it.", e);
      }
    }
    kryo.references().close();
    return array;
  }
}
