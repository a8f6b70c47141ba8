package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The fields of a class that travel: instance fields that are not {@code transient}, superclasses
 * first, by name within a class.
 */
final class FieldTable {

  private final Field[] fields;
  private final char[] kinds;
  private final int fingerprint;

  /**
   * The fields of a class and its superclasses.
   *
   * @param above the superclass whose fields no longer count
   */
  FieldTable(Class<?> type, Class<?> above) {
    List<Field> found = new ArrayList<>();
    for (Class<?> c = type; c != above && c != null; c = c.getSuperclass()) {
      found.addAll(0, declaredIn(c));
    }
    fields = found.toArray(new Field[0]);
    kinds = new char[fields.length];
    int hash = 1;
    for (int i = 0; i < fields.length; i++) {
      Class<?> fieldType = fields[i].getType();
      kinds[i] = fieldType.isPrimitive() ? fieldType.descriptorString().charAt(0) : 'L';
      hash = 31 * hash + fields[i].getName().hashCode();
      hash = 31 * hash + fieldType.getName().hashCode();
    }
    fingerprint = hash;
  }

  /** Differs, as a rule, if names or types of fields do. */
  int fingerprint() {
    return fingerprint;
  }

  boolean isEmpty() {
    return fields.length == 0;
  }

  void write(GraphKryo kryo, Output out, Object holder) {
    for (int i = 0; i < fields.length; i++) {
      try {
        writeField(kryo, out, holder, fields[i], kinds[i]);
      } catch (CannotTravel e) {
        throw e.inField(fields[i].getName());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  void read(GraphKryo kryo, Input in, Object holder) {
    for (int i = 0; i < fields.length; i++) {
      try {
        readField(kryo, in, holder, fields[i], kinds[i]);
      } catch (IllegalArgumentException | IllegalAccessException e) {
        throw new UnreadableValueException(
            "The field "
                + fields[i].getName()
                + " of "
                + fields[i].getDeclaringClass().getName()
                + " cannot hold what was sent for it.",
            e);
      }
    }
  }

  private static void writeField(GraphKryo kryo, Output out, Object holder, Field field, char kind)
      throws IllegalAccessException {
    switch (kind) {
      case 'Z' -> out.writeBoolean(field.getBoolean(holder));
      case 'B' -> out.writeByte(field.getByte(holder));
      case 'C' -> out.writeChar(field.getChar(holder));
      case 'S' -> out.writeShort(field.getShort(holder));
      case 'I' -> out.writeVarInt(field.getInt(holder), false);
      case 'J' -> out.writeVarLong(field.getLong(holder), false);
      case 'F' -> out.writeFloat(field.getFloat(holder));
      case 'D' -> out.writeDouble(field.getDouble(holder));
      default -> kryo.writeClassAndObject(out, field.get(holder));
    }
  }

  private static void readField(GraphKryo kryo, Input in, Object holder, Field field, char kind)
      throws IllegalAccessException {
    switch (kind) {
      case 'Z' -> field.setBoolean(holder, in.readBoolean());
      case 'B' -> field.setByte(holder, in.readByte());
      case 'C' -> field.setChar(holder, in.readChar());
      case 'S' -> field.setShort(holder, in.readShort());
      case 'I' -> field.setInt(holder, in.readVarInt(false));
      case 'J' -> field.setLong(holder, in.readVarLong(false));
      case 'F' -> field.setFloat(holder, in.readFloat());
      case 'D' -> field.setDouble(holder, in.readDouble());
      default -> field.set(holder, kryo.readClassAndObject(in));
    }
  }

  private static List<Field> declaredIn(Class<?> type) {
    List<Field> travelling = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        travelling.add(field);
      }
    }
    Field[] sorted = travelling.toArray(new Field[0]);
    Arrays.sort(sorted, Comparator.comparing(Field::getName));
    try {
      for (Field field : sorted) {
        field.setAccessible(true);
      }
    } catch (InaccessibleObjectException | SecurityException e) {
      throw new CannotTravel(
          type.getName(),
          "cannot travel: its module does not let its fields be read. Open its package in"
              + " module-info.java.",
          e);
    }
    return List.of(sorted);
  }
}
