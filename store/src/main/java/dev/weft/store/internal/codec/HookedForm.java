package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The form of a {@link Serializable} class of the job that has methods for its own serialisation:
 * {@code writeObject}, {@code readObject}, {@code writeReplace}, {@code readResolve}. Such a class
 * often keeps what matters in {@code transient} fields, which would be lost otherwise.
 *
 * <p>The methods get streams that lead to the same graph: what they write and read passes through
 * the same list of types as everything else. No stream of the JDK is parsed.
 *
 * <pre>
 *   1 | object that stands for it (writeReplace)
 *   0 | each class from the top: fields, or length (4 bytes) and what its methods wrote
 * </pre>
 */
final class HookedForm extends Form<Object> {

  private final Constructor<?> constructor;
  private final List<Level> levels = new ArrayList<>();
  private final @Nullable MethodHandle writeReplace;
  private final @Nullable MethodHandle readResolve;
  private final int fingerprint;

  private HookedForm(Class<?> type, Class<?> above, Constructor<?> constructor) {
    this.constructor = constructor;
    int hash = 1;
    for (Class<?> c = type; c != above && c != null; c = c.getSuperclass()) {
      Level level = new Level(c);
      levels.add(0, level);
      hash = 31 * hash + level.fields.fingerprint();
    }
    writeReplace = Instances.hook("writeReplaceForSerialization", type);
    readResolve = Instances.hook("readResolveForSerialization", type);
    fingerprint = hash;
  }

  /** The form of a class that has such methods, or null. */
  static @Nullable HookedForm of(Class<?> type, Class<?> above, Constructor<?> constructor) {
    if (!Serializable.class.isAssignableFrom(type)) {
      return null;
    }
    HookedForm form = new HookedForm(type, above, constructor);
    boolean hooked =
        form.writeReplace != null
            || form.readResolve != null
            || form.levels.stream().anyMatch(Level::isHooked);
    return hooked ? form : null;
  }

  /** The form of the one class of the JDK whose state can only be had this way. */
  static HookedForm ofRandom() {
    try {
      Constructor<?> blank =
          Instances.startingAt(Random.class, Object.class.getDeclaredConstructor());
      return new HookedForm(Random.class, Object.class, blank);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  int fingerprint() {
    return fingerprint;
  }

  @Override
  void write(GraphKryo kryo, Output out, Object value) {
    Object written = value;
    if (writeReplace != null) {
      written = call(writeReplace, value);
      if (written == null || written.getClass() != value.getClass()) {
        out.writeBoolean(true);
        kryo.references().seal();
        kryo.writeClassAndObject(out, written);
        kryo.references().unseal();
        return;
      }
    }
    out.writeBoolean(false);
    for (Level level : levels) {
      level.write(kryo, out, written);
    }
  }

  @Override
  Object read(GraphKryo kryo, Input in, Class<?> type) {
    if (in.readBoolean()) {
      int provisional = kryo.provisionalCount();
      Object replaced = kryo.readClassAndObject(in);
      kryo.captureSince(provisional);
      if (replaced == null) {
        throw new UnreadableValueException(type.getName() + " was replaced by nothing.");
      }
      return replaced;
    }
    int self = kryo.references().current();
    Object instance = Instances.make(constructor);
    kryo.reference(instance);
    kryo.references().open(self);
    for (Level level : levels) {
      level.read(kryo, in, instance);
    }
    kryo.references().close();
    if (readResolve == null) {
      return instance;
    }
    Object resolved = call(readResolve, instance);
    if (resolved == null) {
      throw new UnreadableValueException(type.getName() + " resolved itself to nothing.");
    }
    kryo.references().setReadObject(self, resolved);
    return resolved;
  }

  private static @Nullable Object call(MethodHandle hook, Object instance) {
    try {
      return hook.invoke(instance);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(
          instance.getClass().getName() + " failed in its own serialisation: " + e, e);
    }
  }

  /** One class of the hierarchy. */
  private static final class Level {

    private final FieldTable fields;
    private final @Nullable MethodHandle writeObject;
    private final @Nullable MethodHandle readObject;

    Level(Class<?> type) {
      boolean platform = Platform.has(type);
      // Fields of the JDK cannot be read; its methods name those that matter.
      fields = new FieldTable(type, platform ? type : type.getSuperclass());
      writeObject = Instances.hook("writeObjectForSerialization", type);
      readObject = Instances.hook("readObjectForSerialization", type);
    }

    boolean isHooked() {
      return writeObject != null || readObject != null;
    }

    void write(GraphKryo kryo, Output out, Object value) {
      if (!isHooked()) {
        fields.write(kryo, out, value);
        return;
      }
      int start = Wire.reserve(out, Integer.BYTES);
      if (writeObject == null) {
        fields.write(kryo, out, value);
      } else {
        HookOutput.run(writeObject, value, fields, kryo, out);
      }
      int end = out.position();
      out.setPosition(start);
      out.writeInt(end - start - Integer.BYTES);
      out.setPosition(end);
    }

    void read(GraphKryo kryo, Input in, Object instance) {
      if (!isHooked()) {
        fields.read(kryo, in, instance);
        return;
      }
      int length = in.readInt();
      int end = in.position() + Wire.checkLength(in, length, 1);
      if (readObject == null) {
        fields.read(kryo, in, instance);
      } else {
        HookInput.run(readObject, instance, fields, kryo, in, end);
      }
      if (in.position() != end) {
        throw new UnreadableValueException(
            "readObject of "
                + instance.getClass().getName()
                + " did not read exactly what its writeObject wrote.");
      }
    }
  }
}
