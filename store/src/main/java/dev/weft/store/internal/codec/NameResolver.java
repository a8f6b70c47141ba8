package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.ClassResolver;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import dev.weft.store.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the class of each object: 0 for null, 1 for a class of the job, else the fixed
 * id plus 2. A class of the job is a number within the graph, followed the first time by its name
 * and the fingerprint of its shape.
 *
 * <p>Confined to the thread that uses the Kryo.
 */
@SuppressWarnings("rawtypes") // as Kryo has it
final class NameResolver implements ClassResolver {

  /** The id of registrations that travel by name. */
  static final int BY_NAME = -1;

  private final JobTypes types;
  private final IdentityObjectIntMap<Registration> written = new IdentityObjectIntMap<>();
  private final List<Registration> read = new ArrayList<>();
  private @Nullable Class lastType;
  private @Nullable Registration lastRegistration;

  NameResolver(JobTypes types) {
    this.types = types;
  }

  JobTypes types() {
    return types;
  }

  @Override
  public Registration getRegistration(Class type) {
    Registration last = lastRegistration;
    if (type == lastType && last != null) {
      return last;
    }
    Registration registration = types.of(type);
    lastType = type;
    lastRegistration = registration;
    return registration;
  }

  @Override
  public @Nullable Registration getRegistration(int id) {
    return FixedTypes.byId(id);
  }

  @Override
  public @Nullable Registration writeClass(Output output, @Nullable Class type) {
    if (type == null) {
      output.writeByte(Kryo.NULL);
      return null;
    }
    Registration registration = getRegistration(type);
    if (registration.getId() == BY_NAME) {
      writeName(output, registration);
    } else {
      output.writeVarInt(registration.getId() + 2, true);
    }
    return registration;
  }

  @Override
  public @Nullable Registration readClass(Input input) {
    int id = input.readVarInt(true);
    if (id == Kryo.NULL) {
      return null;
    }
    if (id == BY_NAME + 2) {
      return readName(input);
    }
    Registration registration = FixedTypes.byId(id - 2);
    if (registration == null) {
      throw new UnreadableValueException(
          "Type number " + (id - 2) + " is unknown: the bytes are damaged, or of another version.");
    }
    return registration;
  }

  @Override
  public void reset() {
    written.clear(256);
    read.clear();
  }

  /** The fixed types stand as they are. */
  @Override
  public Registration register(Registration registration) {
    return registration;
  }

  @Override
  public @Nullable Registration unregister(int id) {
    return null;
  }

  @Override
  public Registration registerImplicit(Class type) {
    return getRegistration(type);
  }

  @Override
  public void setKryo(Kryo kryo) {}

  private void writeName(Output output, Registration registration) {
    output.writeByte(BY_NAME + 2);
    int number = written.get(registration, -1);
    if (number >= 0) {
      output.writeVarInt(number, true);
      return;
    }
    number = written.size;
    written.put(registration, number);
    output.writeVarInt(number, true);
    Strings.write(output, registration.getType().getName());
    output.writeInt(((Form<?>) registration.getSerializer()).fingerprint());
  }

  private Registration readName(Input input) {
    int number = input.readVarInt(true);
    if (number >= 0 && number < read.size()) {
      return read.get(number);
    }
    if (number != read.size()) {
      throw new UnreadableValueException("A class is referred to that is not there.");
    }
    Registration registration = types.ofName(Strings.read(input));
    Form<?> form = (Form<?>) registration.getSerializer();
    requireSame(registration.getType(), form.fingerprint(), input.readInt());
    read.add(registration);
    return registration;
  }

  /** Refuses a class whose shape is another one here. */
  static void requireSame(Class<?> type, int here, int there) {
    if (here != there) {
      throw new UnreadableValueException(
          type.getName()
              + " has other fields here than where the value was made: two versions of the class"
              + " are in use. Deploy the same one everywhere.");
    }
  }
}
