package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;

/** The form of an enum of the job: the number of the constant. */
final class EnumForm extends Form<Object> {

  private final Class<?> type;
  private final Object[] constants;
  private final int fingerprint;

  EnumForm(Class<?> type) {
    this.type = type;
    constants = type.getEnumConstants();
    int hash = 1;
    for (Object constant : constants) {
      hash = 31 * hash + ((Enum<?>) constant).name().hashCode();
    }
    fingerprint = hash;
  }

  @Override
  int fingerprint() {
    return fingerprint;
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // the fingerprint sees to it that the order is the same
  void write(GraphKryo kryo, Output out, Object value) {
    out.writeVarInt(((Enum<?>) value).ordinal(), true);
  }

  @Override
  Object read(GraphKryo kryo, Input in, Class<?> ignored) {
    int ordinal = in.readVarInt(true);
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new UnreadableValueException(type.getName() + " has no constant number " + ordinal);
    }
    return constants[ordinal];
  }
}
