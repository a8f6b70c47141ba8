package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Order.Pair;
import com.example.shop.Shapes;
import java.lang.reflect.Array;
import java.time.temporal.Temporal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Graphs made at random: every shape, with sharing and cycles, is the same after a round trip. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RandomGraphTest {

  private static final int GRAPHS = 300;

  @Test
  void shouldBeTheSameAfterARoundTrip() throws Exception {
    long seed = Long.getLong("weft.test.seed", System.nanoTime());
    System.out.println("RandomGraphTest seed: -Dweft.test.seed=" + seed);
    List<Object> scalars = new ArrayList<>(JdkSamples.all().filter(Graphs::isScalar).toList());

    for (int i = 0; i < GRAPHS; i++) {
      Object graph = new Graphs(new Random(seed + i), scalars).root();

      Object copy = Codecs.roundTrip(graph);

      String difference = new Difference().of(graph, copy);
      assertThat(difference).as("graph %d of seed %d", i, seed).isNull();
    }
  }

  /** Makes graphs. */
  private static final class Graphs {

    private final Random random;
    private final List<Object> scalars;
    private final List<Object> made = new ArrayList<>();
    private int budget = 400;

    Graphs(Random random, List<Object> scalars) {
      this.random = random;
      this.scalars = scalars;
    }

    static boolean isScalar(Object value) {
      return (value instanceof Number && value instanceof Comparable)
          || value instanceof String
          || value instanceof Temporal
          || value instanceof Enum
          || value instanceof Boolean;
    }

    Object root() {
      return make(0);
    }

    private Object make(int depth) {
      budget--;
      if (depth > 12 || budget < 0 || random.nextInt(5) == 0) {
        return leaf();
      }
      if (!made.isEmpty() && random.nextInt(6) == 0) {
        return made.get(random.nextInt(made.size()));
      }
      return switch (random.nextInt(12)) {
        case 0 -> fill(new ArrayList<>(), depth);
        case 1 -> fill(new LinkedList<>(), depth);
        case 2 -> keys(new HashSet<>());
        case 3 -> map(new HashMap<>(), depth);
        case 4 -> map(new LinkedHashMap<>(), depth);
        case 5 -> map(new TreeMap<>(), depth);
        case 6 -> array(depth);
        case 7 -> sealed(depth);
        case 8 -> reference(depth);
        case 9 -> named(depth);
        case 10 -> new double[random.nextInt(5)];
        default -> Collections.unmodifiableList(fill(new ArrayList<>(), depth));
      };
    }

    private Object leaf() {
      return random.nextInt(10) == 0 ? null : scalars.get(random.nextInt(scalars.size()));
    }

    private <C extends Collection<Object>> C fill(C collection, int depth) {
      made.add(collection);
      int size = random.nextInt(6);
      for (int i = 0; i < size; i++) {
        collection.add(make(depth + 1));
      }
      return collection;
    }

    private Set<Object> keys(Set<Object> set) {
      made.add(set);
      for (int i = random.nextInt(5); i > 0; i--) {
        set.add("key" + random.nextInt(100));
      }
      return set;
    }

    private Map<String, Object> map(Map<String, Object> map, int depth) {
      made.add(map);
      for (int i = random.nextInt(5); i > 0; i--) {
        map.put("key" + random.nextInt(100), make(depth + 1));
      }
      return map;
    }

    private Object[] array(int depth) {
      Object[] array = new Object[random.nextInt(5)];
      made.add(array);
      for (int i = 0; i < array.length; i++) {
        array[i] = make(depth + 1);
      }
      return array;
    }

    /** Not remembered until complete, and made of parts that cannot lead back to it. */
    private Object sealed(int depth) {
      Object part = make(depth + 1);
      return switch (random.nextInt(3)) {
        case 0 -> new Pair<>(part, leaf());
        case 1 -> Optional.ofNullable(part);
        default -> Arrays.asList(part, leaf());
      };
    }

    private Object reference(int depth) {
      AtomicReference<Object> reference = new AtomicReference<>();
      made.add(reference);
      reference.set(make(depth + 1));
      return reference;
    }

    private Object named(int depth) {
      Shapes.Named<Object> named = new Shapes.Named<>("n" + random.nextInt());
      return fill(named, depth);
    }
  }

  /** Finds the first difference, of content or of sharing. */
  private static final class Difference {

    private final IdentityHashMap<Object, Object> pairs = new IdentityHashMap<>();

    String of(Object left, Object right) {
      ArrayDeque<Object[]> open = new ArrayDeque<>();
      open.add(new Object[] {left, right});
      while (!open.isEmpty()) {
        Object[] pair = open.remove();
        String difference = compare(pair[0], pair[1], open);
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }

    private String compare(Object left, Object right, ArrayDeque<Object[]> open) {
      if (left == null || right == null || Graphs.isScalar(left)) {
        return Objects.equals(left, right) ? null : left + " became " + right;
      }
      if (left.getClass() != right.getClass()) {
        return left.getClass() + " became " + right.getClass();
      }
      Object before = pairs.putIfAbsent(left, right);
      if (before != null) {
        return before == right ? null : "sharing of a " + left.getClass() + " was lost";
      }
      Object[] lefts = parts(left);
      Object[] rights = parts(right);
      if (lefts.length != rights.length) {
        return left.getClass() + " has " + rights.length + " parts, not " + lefts.length;
      }
      for (int i = 0; i < lefts.length; i++) {
        open.add(new Object[] {lefts[i], rights[i]});
      }
      return null;
    }

    private static Object[] parts(Object value) {
      if (value instanceof Shapes.Named<?> named) {
        List<Object> parts = new ArrayList<>(named);
        parts.add(named.name);
        return parts.toArray();
      }
      if (value instanceof Set<?> set) {
        return set.stream().sorted().toArray();
      }
      if (value instanceof Collection<?> collection) {
        return collection.toArray();
      }
      if (value instanceof Map<?, ?> map) {
        return new TreeMap<>(map)
            .entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray();
      }
      if (value instanceof Pair<?, ?> pair) {
        return new Object[] {pair.first(), pair.second()};
      }
      if (value instanceof Optional<?> optional) {
        return new Object[] {optional.orElse(null)};
      }
      if (value instanceof AtomicReference<?> reference) {
        return new Object[] {reference.get()};
      }
      Object[] parts = new Object[Array.getLength(value)];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Array.get(value, i);
      }
      return parts;
    }
  }
}
