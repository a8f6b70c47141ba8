package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The form of a record: its components; made by its canonical constructor, which may refuse. */
final class RecordForm extends Form<Object> {

  private final Class<?> type;
  private final Field[] fields;
  private final Constructor<?> constructor;
  private final int fingerprint;

  RecordForm(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    fields = new Field[components.length];
    Class<?>[] types = new Class<?>[components.length];
    int hash = 1;
    try {
      for (int i = 0; i < components.length; i++) {
        fields[i] = type.getDeclaredField(components[i].getName());
        fields[i].setAccessible(true);
        types[i] = components[i].getType();
        hash = 31 * hash + components[i].getName().hashCode();
        hash = 31 * hash + types[i].getName().hashCode();
      }
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new CannotTravel(
          type.getName(),
          "cannot travel: its module does not let it be read. Open its package in"
              + " module-info.java.",
          e);
    }
    fingerprint = hash;
  }

  @Override
  int fingerprint() {
    return fingerprint;
  }

  @Override
  void write(GraphKryo kryo, Output out, Object value) {
    kryo.references().seal();
    for (Field field : fields) {
      try {
        kryo.writeClassAndObject(out, field.get(value));
      } catch (CannotTravel e) {
        throw e.inField(field.getName());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    kryo.references().unseal();
  }

  @Override
  Object read(GraphKryo kryo, Input in, Class<?> ignored) {
    int provisional = kryo.provisionalCount();
    @Nullable Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = kryo.readClassAndObject(in);
    }
    kryo.captureSince(provisional);
    try {
      return Instances.make(constructor, values);
    } catch (RuntimeException e) {
      throw new UnreadableValueException(
          "The record " + type.getName() + " refuses the components that were sent for it.", e);
    }
  }
}
