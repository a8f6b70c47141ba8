package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms of collections with an order: the comparator, or null for the natural order, first. */
@SuppressWarnings("JdkObsolete") // what users have
final class SortedForms {

  /** Makes an empty one with a comparator. */
  interface Maker<T> extends Function<@Nullable Comparator<@Nullable Object>, T> {}

  private SortedForms() {}

  static Form<SortedSet<?>> set(Maker<? extends Collection<?>> maker) {
    return new Elements<>(maker, SortedSet::comparator);
  }

  static Form<PriorityQueue<?>> queue(Maker<? extends Collection<?>> maker) {
    return new Elements<>(maker, PriorityQueue::comparator);
  }

  /** For any collection with a comparator. */
  static <C extends Collection<?>> Form<C> of(
      Maker<? extends Collection<?>> maker, Function<C, @Nullable Comparator<?>> comparator) {
    return new Elements<>(maker, comparator);
  }

  static Form<SortedMap<?, ?>> map(Maker<? extends Map<?, ?>> maker) {
    return new Entries(maker);
  }

  static void writeComparator(GraphKryo kryo, Output out, @Nullable Comparator<?> comparator) {
    try {
      kryo.writeClassAndObject(out, comparator);
    } catch (CannotTravel e) {
      throw e.in(".comparator");
    }
  }

  @SuppressWarnings("unchecked") // what it compares shows when it does
  static @Nullable Comparator<@Nullable Object> readComparator(GraphKryo kryo, Input in) {
    Object comparator = kryo.readClassAndObject(in);
    if (comparator != null && !(comparator instanceof Comparator)) {
      throw new UnreadableValueException(
          comparator.getClass().getName() + " was sent as a comparator and is none.");
    }
    return (Comparator<@Nullable Object>) comparator;
  }

  private static final class Elements<C extends Collection<?>> extends Form<C> {

    private final Maker<? extends Collection<?>> maker;
    private final Function<C, @Nullable Comparator<?>> comparator;

    Elements(
        Maker<? extends Collection<?>> maker, Function<C, @Nullable Comparator<?>> comparator) {
      this.maker = maker;
      this.comparator = comparator;
    }

    @Override
    void write(GraphKryo kryo, Output out, C value) {
      writeComparator(kryo, out, comparator.apply(value));
      kryo.writeItems(out, value.toArray());
    }

    @Override
    @SuppressWarnings("unchecked") // elements are of no particular type here
    C read(GraphKryo kryo, Input in, Class<? extends C> type) {
      int self = kryo.references().current();
      Collection<?> collection = maker.apply(readComparator(kryo, in));
      kryo.reference(collection);
      CollectionForm.fill(kryo, in, self, (Collection<@Nullable Object>) collection, true);
      return (C) collection;
    }
  }

  private static final class Entries extends Form<SortedMap<?, ?>> {

    private final Maker<? extends Map<?, ?>> maker;

    Entries(Maker<? extends Map<?, ?>> maker) {
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output out, SortedMap<?, ?> map) {
      writeComparator(kryo, out, map.comparator());
      MapForm.writeEntries(kryo, out, map);
    }

    @Override
    @SuppressWarnings("unchecked") // keys and values are of no particular type here
    SortedMap<?, ?> read(GraphKryo kryo, Input in, Class<? extends SortedMap<?, ?>> type) {
      int self = kryo.references().current();
      Map<?, ?> map = maker.apply(readComparator(kryo, in));
      kryo.reference(map);
      MapForm.fill(kryo, in, self, (Map<@Nullable Object, @Nullable Object>) map);
      return (SortedMap<?, ?>) map;
    }
  }
}
