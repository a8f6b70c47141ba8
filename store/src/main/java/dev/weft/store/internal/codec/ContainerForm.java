package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * The form of a class of the job that extends a collection or map of the JDK: its own fields, then
 * the content. The instance is started on the constructor of the JDK's class; its own constructors
 * do not run, but its {@code add} or {@code put} does.
 */
@SuppressWarnings("JdkObsolete") // what users extend
final class ContainerForm extends Form<Object> {

  private static final Set<Class<?>> PLAIN =
      Set.of(
          ArrayList.class,
          LinkedList.class,
          ArrayDeque.class,
          Vector.class,
          Stack.class,
          HashSet.class,
          LinkedHashSet.class,
          CopyOnWriteArrayList.class,
          CopyOnWriteArraySet.class,
          ConcurrentLinkedQueue.class,
          ConcurrentLinkedDeque.class,
          HashMap.class,
          Hashtable.class,
          Properties.class,
          ConcurrentHashMap.class);

  private static final Set<Class<?>> SORTED =
      Set.of(
          TreeMap.class,
          TreeSet.class,
          PriorityQueue.class,
          ConcurrentSkipListMap.class,
          ConcurrentSkipListSet.class);

  private final FieldTable fields;
  private final Kind kind;
  private final Constructor<?> constructor;

  private ContainerForm(Class<?> type, Class<?> above, Kind kind, Class<?>... parameters) {
    this.kind = kind;
    fields = new FieldTable(type, above);
    try {
      constructor = Instances.startingAt(type, above.getDeclaredConstructor(parameters));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The form of a class that extends one of them, or null. */
  static @Nullable Form<?> of(Class<?> type, Class<?> above) {
    if (PLAIN.contains(above)) {
      return new ContainerForm(type, above, Kind.PLAIN);
    }
    if (SORTED.contains(above)) {
      return new ContainerForm(type, above, Kind.SORTED, Comparator.class);
    }
    if (above == LinkedHashMap.class) {
      return new ContainerForm(type, above, Kind.LINKED, int.class, float.class, boolean.class);
    }
    return null;
  }

  @Override
  int fingerprint() {
    return fields.fingerprint();
  }

  @Override
  void write(GraphKryo kryo, Output out, Object value) {
    switch (kind) {
      case PLAIN -> {}
      case SORTED -> SortedForms.writeComparator(kryo, out, comparatorOf(value));
      case LINKED -> out.writeBoolean(AccessOrder.of((Map<?, ?>) value));
    }
    fields.write(kryo, out, value);
    if (value instanceof Map<?, ?> map) {
      MapForm.writeEntries(kryo, out, map);
    } else {
      kryo.writeItems(out, ((Collection<?>) value).toArray());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // elements are of no particular type here
  Object read(GraphKryo kryo, Input in, Class<?> type) {
    int self = kryo.references().current();
    Object instance =
        switch (kind) {
          case PLAIN -> Instances.make(constructor);
          case SORTED -> Instances.make(constructor, SortedForms.readComparator(kryo, in));
          case LINKED -> Instances.make(constructor, 16, 0.75f, in.readBoolean());
        };
    kryo.reference(instance);
    kryo.references().open(self);
    fields.read(kryo, in, instance);
    kryo.references().close();
    if (instance instanceof Map) {
      MapForm.fill(kryo, in, self, (Map<@Nullable Object, @Nullable Object>) instance);
    } else {
      boolean keyed = !(instance instanceof List) && !(instance instanceof ArrayDeque);
      CollectionForm.fill(kryo, in, self, (Collection<@Nullable Object>) instance, keyed);
    }
    return instance;
  }

  private static @Nullable Comparator<?> comparatorOf(Object sorted) {
    if (sorted instanceof SortedMap<?, ?> map) {
      return map.comparator();
    }
    if (sorted instanceof SortedSet<?> set) {
      return set.comparator();
    }
    return ((PriorityQueue<?>) sorted).comparator();
  }

  private enum Kind {
    PLAIN,
    SORTED,
    LINKED
  }
}
