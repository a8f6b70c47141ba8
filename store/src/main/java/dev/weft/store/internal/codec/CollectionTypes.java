package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.add;
import static dev.weft.store.internal.codec.FixedTypes.also;
import static dev.weft.store.internal.codec.FixedTypes.put;
import static dev.weft.store.internal.codec.SealedForm.Kind.CONTENT;
import static dev.weft.store.internal.codec.SealedForm.Kind.ELEMENTS;
import static dev.weft.store.internal.codec.SealedForm.Kind.ENTRIES;
import static dev.weft.store.internal.codec.SealedForm.Kind.MEMBERS;

import com.esotericsoftware.kryo.Registration;
import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collections and other holders of objects, numbers 80 to 159. */
@SuppressWarnings({"rawtypes", "unchecked", "NullAway", "JdkObsolete", "NonApiType"}) // any element
final class CollectionTypes {

  private CollectionTypes() {}

  static void register() {
    mutable();
    sorted();
    immutable();
    unmodifiable();
    sequenced();
    synchronizing();
    holders();
    comparators();
  }

  private static void mutable() {
    add(80, CollectionForm.plain(ArrayList::new), ArrayList.class);
    add(81, CollectionForm.plain(LinkedList::new), LinkedList.class);
    add(82, CollectionForm.plain(ArrayDeque::new), ArrayDeque.class);
    add(83, CollectionForm.plain(Vector::new), Vector.class);
    add(84, CollectionForm.plain(Stack::new), Stack.class);
    add(85, CollectionForm.plain(CopyOnWriteArrayList::new), CopyOnWriteArrayList.class);
    add(86, CollectionForm.plain(ConcurrentLinkedQueue::new), ConcurrentLinkedQueue.class);
    add(87, CollectionForm.plain(ConcurrentLinkedDeque::new), ConcurrentLinkedDeque.class);
    add(88, CollectionForm.keyed(HashSet::new), HashSet.class);
    add(89, CollectionForm.keyed(LinkedHashSet::new), LinkedHashSet.class);
    add(90, CollectionForm.keyed(CopyOnWriteArraySet::new), CopyOnWriteArraySet.class);
    add(91, CollectionForm.keyed(ConcurrentHashMap::newKeySet), ConcurrentHashMap.KeySetView.class);
    add(92, new MapForm<>(HashMap::new), HashMap.class);
    add(93, new MapForm<>(LinkedHashMap::new), LinkedHashMap.class);
    add(94, new MapForm<>(ConcurrentHashMap::new), ConcurrentHashMap.class);
    add(95, new MapForm<>(Hashtable::new), Hashtable.class);
    add(96, new MapForm<>(Properties::new), Properties.class);
    add(97, new MapForm<>(IdentityHashMap::new), IdentityHashMap.class);
  }

  private static void sorted() {
    add(100, (Form) SortedForms.set(TreeSet::new), TreeSet.class);
    add(101, (Form) SortedForms.map(TreeMap::new), TreeMap.class);
    add(102, (Form) SortedForms.set(ConcurrentSkipListSet::new), ConcurrentSkipListSet.class);
    add(103, (Form) SortedForms.map(ConcurrentSkipListMap::new), ConcurrentSkipListMap.class);
    add(104, (Form) SortedForms.queue(PriorityQueue::new), PriorityQueue.class);
  }

  private static void immutable() {
    Registration list =
        add(
            110,
            new SealedForm<List>(ELEMENTS, List::toArray, CollectionTypes::immutableList),
            (Class<List>) List.of().getClass());
    also(list, List.of(1).getClass());
    also(list, List.of(1, 2, 3).subList(0, 1).getClass());
    Registration set =
        add(
            111,
            new SealedForm<Set>(MEMBERS, Set::toArray, Set::of),
            (Class<Set>) Set.of().getClass());
    also(set, Set.of(1).getClass());
    Registration map =
        add(
            112,
            new SealedForm<Map>(ENTRIES, CollectionTypes::flat, CollectionTypes::immutableMap),
            (Class<Map>) Map.of().getClass());
    also(map, Map.of(1, 2).getClass());
    add(
        113,
        new SealedForm<Map.Entry>(
            CONTENT, e -> new Object[] {e.getKey(), e.getValue()}, p -> Map.entry(p[0], p[1])),
        (Class<Map.Entry>) Map.entry(1, 2).getClass());
    add(
        114,
        new SealedForm<AbstractMap.SimpleImmutableEntry>(
            CONTENT,
            e -> new Object[] {e.getKey(), e.getValue()},
            p -> new AbstractMap.SimpleImmutableEntry(p[0], p[1])),
        AbstractMap.SimpleImmutableEntry.class);
    constant(115, Collections.emptyList());
    constant(116, Collections.emptySet());
    constant(117, Collections.emptyMap());
    add(
        118,
        new SealedForm<List>(ELEMENTS, List::toArray, p -> Collections.singletonList(p[0])),
        (Class<List>) Collections.singletonList(1).getClass());
    add(
        119,
        new SealedForm<Set>(MEMBERS, Set::toArray, p -> Collections.singleton(p[0])),
        (Class<Set>) Collections.singleton(1).getClass());
    add(
        120,
        new SealedForm<Map>(
            ENTRIES, CollectionTypes::flat, p -> Collections.singletonMap(p[0], p[1])),
        (Class<Map>) Collections.singletonMap(1, 2).getClass());
  }

  private static void unmodifiable() {
    wrapper(
        121,
        Collection.class,
        Collections::unmodifiableCollection,
        ArrayList::new,
        new ArrayDeque<>());
    Registration list =
        wrapper(122, List.class, Collections::unmodifiableList, ArrayList::new, new LinkedList<>());
    also(list, Collections.unmodifiableList(new ArrayList<>()).getClass());
    wrapper(123, Set.class, Collections::unmodifiableSet, LinkedHashSet::new, new HashSet<>());
    wrapper(124, Map.class, Collections::unmodifiableMap, LinkedHashMap::new, new HashMap<>());
    wrapper(
        125, SortedSet.class, Collections::unmodifiableSortedSet, TreeSet::new, new TreeSet<>());
    wrapper(
        126, SortedMap.class, Collections::unmodifiableSortedMap, TreeMap::new, new TreeMap<>());
    wrapper(
        127,
        NavigableSet.class,
        Collections::unmodifiableNavigableSet,
        TreeSet::new,
        new TreeSet<>());
    wrapper(
        128,
        NavigableMap.class,
        Collections::unmodifiableNavigableMap,
        TreeMap::new,
        new TreeMap<>());
  }

  /** Wrappers that newer versions of the JDK have besides. */
  private static void sequenced() {
    sequenced(129, "unmodifiableSequencedCollection", Collection.class, new ArrayList<>());
    sequenced(178, "unmodifiableSequencedSet", Set.class, new LinkedHashSet<>());
    sequenced(179, "unmodifiableSequencedMap", Map.class, new LinkedHashMap<>());
  }

  private static <T> void sequenced(int id, String name, Class<T> wrapped, T sample) {
    Arrays.stream(Collections.class.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .ifPresent(
            method -> wrapper(id, wrapped, c -> wrapped.cast(invoke(method, c)), c -> c, sample));
  }

  private static Object invoke(Method wrap, Object collection) {
    try {
      return wrap.invoke(null, collection);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void synchronizing() {
    wrapper(
        170,
        Collection.class,
        Collections::synchronizedCollection,
        ArrayList::new,
        new ArrayDeque<>());
    Registration list =
        wrapper(171, List.class, Collections::synchronizedList, ArrayList::new, new LinkedList<>());
    also(list, Collections.synchronizedList(new ArrayList<>()).getClass());
    wrapper(172, Set.class, Collections::synchronizedSet, LinkedHashSet::new, new HashSet<>());
    wrapper(173, Map.class, Collections::synchronizedMap, LinkedHashMap::new, new HashMap<>());
    wrapper(
        174, SortedSet.class, Collections::synchronizedSortedSet, TreeSet::new, new TreeSet<>());
    wrapper(
        175, SortedMap.class, Collections::synchronizedSortedMap, TreeMap::new, new TreeMap<>());
    wrapper(
        176,
        NavigableSet.class,
        Collections::synchronizedNavigableSet,
        TreeSet::new,
        new TreeSet<>());
    wrapper(
        177,
        NavigableMap.class,
        Collections::synchronizedNavigableMap,
        TreeMap::new,
        new TreeMap<>());
  }

  private static <T> Registration wrapper(
      int id, Class<T> wrapped, Function<T, T> wrap, Function<T, T> copy, T sample) {
    return add(
        id, new WrapperForm<>(wrapped, wrap, copy), (Class<T>) wrap.apply(sample).getClass());
  }

  private static void holders() {
    add(130, new ArraysAsListForm(), (Class<List>) Arrays.asList(1).getClass());
    add(
        131,
        new ValueForm<>(
            (out, v) -> PrimitiveArrays.LONGS.write(out, v.toLongArray()),
            in -> BitSet.valueOf(PrimitiveArrays.LONGS.read(in))),
        BitSet.class);
    add(
        132,
        new SealedForm<Optional>(
            CONTENT, o -> new Object[] {o.orElse(null)}, p -> Optional.ofNullable(p[0])),
        Optional.class);
    add(
        133,
        new SealedForm<OptionalInt>(
            CONTENT,
            o -> o.isPresent() ? new Object[] {o.getAsInt()} : new Object[0],
            p -> p.length == 0 ? OptionalInt.empty() : OptionalInt.of((Integer) p[0])),
        OptionalInt.class);
    add(
        134,
        new SealedForm<OptionalLong>(
            CONTENT,
            o -> o.isPresent() ? new Object[] {o.getAsLong()} : new Object[0],
            p -> p.length == 0 ? OptionalLong.empty() : OptionalLong.of((Long) p[0])),
        OptionalLong.class);
    add(
        135,
        new SealedForm<OptionalDouble>(
            CONTENT,
            o -> o.isPresent() ? new Object[] {o.getAsDouble()} : new Object[0],
            p -> p.length == 0 ? OptionalDouble.empty() : OptionalDouble.of((Double) p[0])),
        OptionalDouble.class);
    put(
        136,
        new SealedForm<Map.Entry>(
            CONTENT,
            e -> new Object[] {e.getKey(), e.getValue()},
            p -> new AbstractMap.SimpleEntry(p[0], p[1])),
        AbstractMap.SimpleEntry.class);
  }

  private static void comparators() {
    constant(150, Comparator.naturalOrder());
    constant(151, Comparator.reverseOrder());
    constant(152, String.CASE_INSENSITIVE_ORDER);
  }

  private static void constant(int id, Object constant) {
    add(id, new ValueForm<>((out, v) -> {}, in -> constant), (Class<Object>) constant.getClass());
  }

  private static List immutableList(@Nullable Object[] items) {
    for (Object item : items) {
      if (item == null) {
        return Stream.of(items).toList();
      }
    }
    return List.of(items);
  }

  private static @Nullable Object[] flat(Map<?, ?> map) {
    @Nullable Object[] flat = new Object[2 * map.size()];
    int i = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      flat[i++] = entry.getKey();
      flat[i++] = entry.getValue();
    }
    return flat;
  }

  private static Map immutableMap(@Nullable Object[] flat) {
    Map.Entry[] entries = new Map.Entry[flat.length / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] =
          Map.entry(Objects.requireNonNull(flat[2 * i]), Objects.requireNonNull(flat[2 * i + 1]));
    }
    return Map.ofEntries(entries);
  }
}
