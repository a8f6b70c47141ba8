package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a type whose instances are made when all their parts are there.
 *
 * @param <T> the type
 */
final class SealedForm<T> extends Form<T> {

  /** What the parts are. */
  enum Kind {
    /** Elements at their places. */
    ELEMENTS,
    /** Elements that are looked into when they are added. */
    MEMBERS,
    /** Keys and values in turn. */
    ENTRIES,
    /** A single content. */
    CONTENT
  }

  /** Takes a value apart. */
  interface Parts<T> {
    @Nullable Object[] of(T value);
  }

  /** Makes a value of its parts. */
  interface Maker<T> {
    T make(@Nullable Object[] parts);
  }

  private final Kind kind;
  private final Parts<T> parts;
  private final Maker<T> maker;

  SealedForm(Kind kind, Parts<T> parts, Maker<T> maker) {
    this.kind = kind;
    this.parts = parts;
    this.maker = maker;
  }

  @Override
  void write(GraphKryo kryo, Output out, T value) {
    kryo.references().seal();
    @Nullable Object[] items = parts.of(value);
    Wire.writeLength(out, items.length);
    for (int i = 0; i < items.length; i++) {
      try {
        kryo.writeClassAndObject(out, items[i]);
      } catch (CannotTravel e) {
        throw e.in(step(items, i));
      }
    }
    kryo.references().unseal();
  }

  @Override
  T read(GraphKryo kryo, Input in, Class<? extends T> type) {
    int provisional = kryo.provisionalCount();
    int seen = kryo.references().openSeen();
    @Nullable Object[] items = kryo.readItems(in);
    kryo.captureSince(provisional);
    if (kryo.references().openSeen() != seen) {
      if (kind == Kind.MEMBERS || kind == Kind.ENTRIES) {
        kryo.settleLater(Provisional.ofFinal(keys(items)));
      }
    }
    return maker.make(items);
  }

  private List<@Nullable Object> keys(@Nullable Object[] items) {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < items.length; i += kind == Kind.ENTRIES ? 2 : 1) {
      keys.add(items[i]);
    }
    return keys;
  }

  private String step(@Nullable Object[] items, int i) {
    return switch (kind) {
      case CONTENT -> ".value";
      case ELEMENTS, MEMBERS -> "[" + i + "]";
      case ENTRIES ->
          i % 2 == 0 ? "[key " + Labels.of(items[i]) + "]" : "[" + Labels.of(items[i - 1]) + "]";
    };
  }
}
