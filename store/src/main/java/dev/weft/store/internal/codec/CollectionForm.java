package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The form of a mutable collection: its elements.
 *
 * @param <C> the collection
 */
final class CollectionForm<C extends Collection<?>> extends Form<C> {

  private final Supplier<? extends Collection<?>> maker;
  private final boolean keyed;

  private CollectionForm(Supplier<? extends Collection<?>> maker, boolean keyed) {
    this.maker = maker;
    this.keyed = keyed;
  }

  /** For collections that keep any element at its place. */
  static <C extends Collection<?>> CollectionForm<C> plain(Supplier<? extends C> maker) {
    return new CollectionForm<>(maker, false);
  }

  /** For collections that look into their elements: by hash or by order. */
  static <C extends Collection<?>> CollectionForm<C> keyed(Supplier<? extends C> maker) {
    return new CollectionForm<>(maker, true);
  }

  @Override
  void write(GraphKryo kryo, Output out, C value) {
    kryo.writeItems(out, value.toArray());
  }

  @Override
  @SuppressWarnings("unchecked") // elements are of no particular type here
  C read(GraphKryo kryo, Input in, Class<? extends C> type) {
    int self = kryo.references().current();
    Collection<@Nullable Object> collection = (Collection<@Nullable Object>) maker.get();
    kryo.reference(collection);
    fill(kryo, in, self, collection, keyed);
    return (C) collection;
  }

  /** Reads elements into a collection that others may refer to already. */
  static void fill(
      GraphKryo kryo, Input in, int self, Collection<@Nullable Object> collection, boolean keyed) {
    GraphReferences references = kryo.references();
    int seen = references.openSeen();
    references.open(self);
    @Nullable Object[] items = kryo.readItems(in);
    references.close();
    if (keyed && references.openSeen() != seen) {
      kryo.settleLater(Provisional.of(collection, items));
    } else {
      for (Object item : items) {
        collection.add(item);
      }
    }
  }
}
