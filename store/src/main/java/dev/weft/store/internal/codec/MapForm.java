package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form of a mutable map: keys and values in turn.
 *
 * @param <M> the map
 */
final class MapForm<M extends Map<?, ?>> extends Form<M> {

  private final Supplier<? extends M> maker;

  MapForm(Supplier<? extends M> maker) {
    this.maker = maker;
  }

  @Override
  void write(GraphKryo kryo, Output out, M map) {
    writeEntries(kryo, out, map);
  }

  @Override
  @SuppressWarnings("unchecked") // keys and values are of no particular type here
  M read(GraphKryo kryo, Input in, Class<? extends M> type) {
    int self = kryo.references().current();
    M map = maker.get();
    kryo.reference(map);
    fill(kryo, in, self, (Map<@Nullable Object, @Nullable Object>) map);
    return map;
  }

  static void writeEntries(GraphKryo kryo, Output out, Map<?, ?> map) {
    List<@Nullable Object> flat = new ArrayList<>(2 * map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      flat.add(entry.getKey());
      flat.add(entry.getValue());
    }
    Wire.writeLength(out, flat.size() / 2);
    for (int i = 0; i < flat.size(); i += 2) {
      writeEntry(kryo, out, flat.get(i), flat.get(i + 1));
    }
  }

  /** Reads entries into a map that others may refer to already. */
  static void fill(
      GraphKryo kryo, Input in, int self, Map<@Nullable Object, @Nullable Object> map) {
    GraphReferences references = kryo.references();
    @Nullable Object[] keys = new Object[Wire.readLength(in, 2)];
    @Nullable Object[] values = new Object[keys.length];
    boolean provisional = false;
    references.open(self);
    for (int i = 0; i < keys.length; i++) {
      int seen = references.openSeen();
      keys[i] = kryo.readClassAndObject(in);
      provisional |= references.openSeen() != seen;
      values[i] = kryo.readClassAndObject(in);
    }
    references.close();
    if (provisional) {
      kryo.settleLater(Provisional.of(map, keys, values));
    } else {
      Provisional.putAll(map, keys, values);
    }
  }

  private static void writeEntry(
      GraphKryo kryo, Output out, @Nullable Object key, @Nullable Object value) {
    try {
      kryo.writeClassAndObject(out, key);
    } catch (CannotTravel e) {
      throw e.in("[key " + Labels.of(key) + "]");
    }
    try {
      kryo.writeClassAndObject(out, value);
    } catch (CannotTravel e) {
      throw e.atKey(key);
    }
  }
}
