package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JdkValuesTest {

  static Stream<Arguments> samples() throws Exception {
    // As an argument of its own: an array would be taken for all arguments.
    return JdkSamples.all().map(value -> Arguments.of(new Object[] {value}));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldTravel(Object value) {
    Object copy = Codecs.roundTrip(value);

    assertThat(JdkSamples.comparable(copy)).isEqualTo(JdkSamples.comparable(value));
    if (Travels.asItself(value)) {
      assertThat(copy.getClass()).isEqualTo(value.getClass());
    }
  }

  @Test
  void shouldTravelAllAtOnce() throws Exception {
    List<Object> values = JdkSamples.all().toList();

    List<Object> copies = Codecs.roundTrip(new ArrayList<>(values));

    for (int i = 0; i < values.size(); i++) {
      assertThat(JdkSamples.comparable(copies.get(i)))
          .isEqualTo(JdkSamples.comparable(values.get(i)));
    }
  }

  @Test
  void shouldCarryNull() {
    assertThat((Object) Codecs.roundTrip((Object) null)).isNull();
  }

  @Test
  void shouldContinueRandomSequences() {
    Random random = new Random(42);
    random.nextGaussian();

    Random copy = Codecs.roundTrip(random);

    assertThat(copy.nextGaussian()).isEqualTo(random.nextGaussian());
    assertThat(copy.nextLong()).isEqualTo(random.nextLong());
  }

  @Test
  void shouldKeepUnmodifiableUnmodifiable() {
    List<Integer> copy = Codecs.roundTrip(Collections.unmodifiableList(new ArrayList<>()));

    assertThatThrownBy(() -> copy.add(1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldKeepTheOrderOfSortedMaps() {
    SortedMap<String, Integer> map = new TreeMap<>(Collections.reverseOrder(String::compareTo));
    map.put("a", 1);
    SortedMap<String, Integer> insensitive =
        new TreeMap<>(Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER));
    insensitive.putAll(Map.of("a", 1, "B", 2));

    assertThat(Codecs.roundTrip(insensitive).firstKey()).isEqualTo("B");
    assertThatThrownBy(() -> Codecs.encode(map)).hasMessageContaining("comparator");
  }

  @Test
  void shouldKeepSetsOfIdentityMaps() {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.add(new String("same"));
    set.add(new String("same"));

    Set<Object> copy = Codecs.roundTrip(set);

    assertThat(copy).hasSize(2);
    copy.add(new String("same"));
    assertThat(copy).hasSize(3);
  }

  @Test
  void shouldKeepObjectsThatAreOnlyThemselves() {
    Object lock = new Object();

    Object[] copy = Codecs.roundTrip(new Object[] {lock, lock, new Object()});

    assertThat(copy[0]).isSameAs(copy[1]).isNotSameAs(copy[2]);
  }

  @Test
  void shouldShareWhatIsShared() {
    Map<String, Integer> map = new HashMap<>();
    String text = new String("text");

    List<Object> copy = Codecs.roundTrip(new ArrayList<>(List.of(map, text, List.of(map, text))));

    assertThat((List<?>) copy.get(2)).element(0).isSameAs(copy.get(0));
    assertThat((List<?>) copy.get(2)).element(1).isSameAs(copy.get(1));
  }

  /** Views travel as copies. */
  private static final class Travels {

    static boolean asItself(Object value) {
      String name = value.getClass().getName();
      return !name.matches(
              ".*(ListN|SubList|KeySet|Values|EntrySet|SubMap|CopiesList|HashMap\\$Node|\\$Entry|DirectByteBuffer).*")
          && !(value instanceof Map.Entry && name.contains("HashMap"));
    }
  }
}
