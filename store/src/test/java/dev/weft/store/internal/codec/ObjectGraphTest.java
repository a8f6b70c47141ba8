package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Order;
import com.example.shop.Order.Customer;
import com.example.shop.Order.Line;
import com.example.shop.Order.Pair;
import com.example.shop.Shapes;
import com.example.shop.Shapes.Tree;
import dev.weft.error.NotSerializableValueException;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.ValueCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.shop.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ObjectGraphTest {

  @Test
  void shouldCarryFieldsOfAllKindsButTransientOnes() {
    Order order = new Order("o-1", new Customer("Ann"));
    order.lines().add(new Line("tea", 2, Map.of("k", Order.State.OPEN)));
    order.notes().put("n", new Pair<>(1, "x"));

    Order copy = Codecs.roundTrip(order);

    assertThat(copy.id()).isEqualTo("o-1");
    assertThat(copy.customer().everything()).isEqualTo(order.customer().everything());
    assertThat(copy.lines()).isEqualTo(order.lines());
    assertThat(copy.notes()).isEqualTo(order.notes());
    assertThat(copy.scratch()).isNull();
  }

  @Test
  void shouldCarryClassesOfApplicationsThatAreNamedLikeTheJdks() {
    List<Item> items = List.of(new Item("tea", 2), new Item("cup", 1));

    assertThat(Codecs.roundTrip(new ArrayList<>(items))).isEqualTo(items);
  }

  @Test
  void shouldKeepCyclesAndSharing() {
    Customer ann = new Customer("Ann");
    Customer bob = new Customer("Bob");
    ann.friend = bob;
    bob.friend = ann;
    bob.session = new ArrayList<>(List.of(ann, bob));

    Customer copy = Codecs.roundTrip(ann);

    assertThat(copy.friend.friend).isSameAs(copy);
    assertThat((List<?>) copy.friend.session).element(0).isSameAs(copy);
  }

  @Test
  void shouldKeepCollectionsThatHoldThemselves() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Object[] array = new Object[1];
    array[0] = array;
    AtomicReference<Object> reference = new AtomicReference<>();
    reference.set(reference);
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);

    assertThat(Codecs.roundTrip(list).get(0)).isInstanceOf(ArrayList.class);
    Object[] arrayCopy = Codecs.roundTrip(array);
    assertThat(arrayCopy[0]).isSameAs(arrayCopy);
    AtomicReference<Object> referenceCopy = Codecs.roundTrip(reference);
    assertThat(referenceCopy.get()).isSameAs(referenceCopy);
    Map<String, Object> mapCopy = Codecs.roundTrip(map);
    assertThat(mapCopy.get("self")).isSameAs(mapCopy);
  }

  @Test
  void shouldRefuseACycleThroughARecord() {
    List<Object> list = new ArrayList<>();
    Line line = new Line("a", 1, list);
    list.add(line);

    assertThatThrownBy(() -> Codecs.encode(line))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("Line.extra[0]")
        .hasMessageContaining("refers to itself");
    assertThat(((Line) Codecs.roundTrip(list).get(0)).extra()).isInstanceOf(ArrayList.class);
  }

  @Test
  void shouldCarryInnerLocalAndAnonymousClasses() {
    Shapes.Outer outer = new Shapes.Outer();
    outer.value = 40;

    assertThat(Codecs.roundTrip(outer.new Inner()).sum()).isEqualTo(42);
    assertThat(Codecs.roundTrip(Shapes.local("Hello")).greet("Ann")).isEqualTo("Hello Ann");
    assertThat(Codecs.roundTrip(Shapes.anonymous("Hi")).greet("Ann")).isEqualTo("Hi, Ann");
  }

  @Test
  void shouldKeepEnumsTheOnesTheyAre() {
    Order.State copy = Codecs.roundTrip(Order.State.OPEN);

    assertThat(copy).isSameAs(Order.State.OPEN);
    assertThat(Codecs.roundTrip(new Order.State[] {Order.State.PAID}))
        .containsExactly(Order.State.PAID);
    assertThat(Codecs.roundTrip(EnumSet.noneOf(Order.State.class))).isEmpty();
    assertThat(Codecs.roundTrip(new EnumMap<>(Map.of(Order.State.OPEN, 1))))
        .containsEntry(Order.State.OPEN, 1);
  }

  @Test
  void shouldCarryClassesThatExtendCollections() {
    Shapes.Named<Object> named = new Shapes.Named<>("list");
    named.add(1);
    named.add(named);
    Shapes.Scores scores = new Shapes.Scores("points");
    scores.put("bb", 1);
    scores.put("a", 2);
    Shapes.Lru<String, Integer> cache = new Shapes.Lru<>(2);
    cache.put("a", 1);
    cache.put("b", 2);
    cache.get("a");

    Shapes.Named<Object> namedCopy = Codecs.roundTrip(named);
    Shapes.Scores scoresCopy = Codecs.roundTrip(scores);
    Shapes.Lru<String, Integer> cacheCopy = Codecs.roundTrip(cache);
    cacheCopy.get("b");
    cacheCopy.put("c", 3);

    assertThat(namedCopy.name).isEqualTo("list");
    assertThat(namedCopy.get(1)).isSameAs(namedCopy);
    assertThat(scoresCopy.unit).isEqualTo("points");
    assertThat(scoresCopy.firstKey()).isEqualTo("a");
    assertThat(cacheCopy.keySet()).containsExactly("b", "c");
    assertThat(Codecs.roundTrip(new Shapes.Lru<>(1))).isEmpty();
    assertThat(Codecs.roundTrip(new Shapes.Squares(4))).containsExactly(0, 1, 4, 9);
  }

  @Test
  void shouldHashKeysOnlyWhenTheyAreComplete() {
    Tree root = new Tree("root");
    Tree child = root.add(new Tree("child"));
    child.add(new Tree("grandchild"));

    Tree copy = Codecs.roundTrip(root);
    Tree copyOfChild = Codecs.roundTrip(child);

    assertThat(copy.children).contains(child);
    assertThat(copy.children.iterator().next().children).hasSize(1);
    assertThat(copyOfChild.parent.children).contains(copyOfChild);
    assertThat(copy).isEqualTo(root);
  }

  @Test
  void shouldKeepAViewAViewOfItsList() {
    Shapes.WithView copy = Codecs.roundTrip(new Shapes.WithView());

    copy.items.add("new");

    assertThat(copy.view).containsExactly("new");
  }

  @Test
  void shouldHonourMethodsForSerialisation() {
    Shapes.Bag bag = new Shapes.Bag("b");
    bag.add("a", 1);
    bag.add("b", 2);

    assertThat(Codecs.roundTrip(bag)).isEqualTo(bag);
    assertThat(Codecs.roundTrip(Shapes.Single.INSTANCE)).isSameAs(Shapes.Single.INSTANCE);
    assertThat(Codecs.roundTrip(new Shapes.Kelvin(300.5)).degrees).isEqualTo(300.5);
    List<Object> shared = new ArrayList<>(List.of(Shapes.Single.INSTANCE, bag, bag));
    shared.add(Shapes.Single.INSTANCE);
    List<Object> copy = Codecs.roundTrip(shared);
    assertThat(copy.get(0)).isSameAs(copy.get(3)).isSameAs(Shapes.Single.INSTANCE);
    assertThat(copy.get(1)).isSameAs(copy.get(2));
  }

  @Test
  void shouldLetARecordCheckItsComponents() {
    assertThat(Codecs.roundTrip(new Order.Tags(List.of("a"))).all()).containsExactly("a");
    Pair<Set<Integer>, Object> pair = new Pair<>(new TreeSet<>(Set.of(1)), null);
    assertThat(Codecs.roundTrip(Optional.of(pair))).contains(pair);
  }

  @Test
  void shouldCarryAHundredThousandLinkedObjects() {
    Customer chain = null;
    for (int i = 0; i < 100_000; i++) {
      Customer next = new Customer(null);
      next.counts = null;
      next.friend = chain;
      chain = next;
    }

    Customer copy = Codecs.roundTrip(chain);

    int length = 0;
    for (Customer c = copy; c != null; c = c.friend) {
      length++;
    }
    assertThat(length).isEqualTo(100_000);
  }

  @Test
  void shouldRefuseWhatIsDeeperThanAnyStack() {
    Object nested = null;
    for (int i = 0; i < 3_000_000; i++) {
      nested = new Object[] {nested};
    }
    Object value = nested;

    assertThatThrownBy(() -> Codecs.encode(value))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void shouldShareBetweenArguments() {
    ValueCodec codec = Codecs.create();
    List<Integer> list = new ArrayList<>(List.of(1));

    Object[] copy =
        codec.decodeArguments(
            codec.encodeArguments(new Object[] {list, null, list}, RefSink.none()),
            RefSource.none());

    assertThat(copy[0]).isEqualTo(list).isSameAs(copy[2]);
    assertThat(copy[1]).isNull();
  }

  @Test
  void shouldServeManyThreadsAtOnce() throws Exception {
    ValueCodec codec = Codecs.create();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> work =
          () -> {
            for (int i = 0; i < 500; i++) {
              Order order = new Order("o" + i, new Customer("c" + i));
              order.lines().add(new Line("l", i, new HashSet<>(Set.of(i))));
              Order copy =
                  (Order) codec.decode(codec.encode(order, RefSink.none()), RefSource.none());
              if (!copy.lines().equals(order.lines()) || !copy.id().equals(order.id())) {
                return false;
              }
            }
            return true;
          };

      for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(8, work))) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldWorkOnAfterFailures() {
    ValueCodec codec = Codecs.create();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> codec.encode(Arrays.asList(1, new Thread()), RefSink.none()))
          .isInstanceOf(NotSerializableValueException.class);
    }

    assertThat(codec.decode(codec.encode("fine", RefSink.none()), RefSource.none()))
        .isEqualTo("fine");
  }
}
