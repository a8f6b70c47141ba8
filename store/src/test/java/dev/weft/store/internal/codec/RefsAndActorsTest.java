package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Counter;
import com.example.shop.Order;
import dev.weft.ObjectRef;
import dev.weft.error.NotSerializableValueException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectRefData;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import dev.weft.store.ValueCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefsAndActorsTest {

  private final ValueCodec codec = Codecs.create();
  private final Map<ObjectId, ObjectRef<?>> known = new HashMap<>();
  private final List<ObjectRef<?>> told = new ArrayList<>();
  private final UUID owner = UUID.randomUUID();
  private final RefSink sink =
      ref -> {
        told.add(ref);
        ObjectId id = new ObjectId(told.size(), -1, 270);
        known.put(id, ref);
        return new ObjectRefData(id, owner);
      };
  private final RefSource source =
      data -> {
        assertThat(data.owner()).isEqualTo(owner);
        return known.get(data.id());
      };

  @Test
  void shouldCarryRefsInsideValues() {
    PromiseRef<String> ref = new PromiseRef<>();
    ref.complete(Outcome.of("x"));
    Order order = new Order("o", new Order.Customer("c"));
    order.customer().session = ref;
    order.notes().put("again", List.of(ref));

    Order copy = (Order) codec.decode(codec.encode(order, sink), source);

    assertThat(copy.customer().session).isSameAs(ref);
    assertThat((List<?>) copy.notes().get("again")).element(0).isSameAs(ref);
    assertThat(told).containsExactly(ref);
  }

  @Test
  void shouldRefuseRefsWhereAValueMustStandAlone() {
    List<Object> value = List.of(new PromiseRef<>());
    byte[] bytes = codec.encode(value, sink);

    assertThatThrownBy(() -> codec.encode(value, RefSink.none()))
        .isInstanceOf(NotSerializableValueException.class);
    assertThatThrownBy(() -> codec.decode(bytes, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void shouldCarryActorsAsHandles() {
    Counter live = live();
    Counter handle = (Counter) codec.decode(codec.encode(live, sink), source);

    assertThat(handle.$weft$handle()).isEqualTo(live.$weft$self());
    assertThat(handle.$weft$self()).isNull();
    Counter again = (Counter) codec.decode(codec.encode(handle, sink), source);
    assertThat(again.$weft$handle()).isEqualTo(live.$weft$self());
  }

  @Test
  void shouldRefuseAnActorWithoutAnAddress() {
    assertThatThrownBy(() -> codec.encode(List.of(new Counter()), sink))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("under construction");
  }

  @Test
  void shouldRefuseAHandleOfWhatIsNoActor() {
    byte[] bytes = codec.encode(live(), sink);
    String name = Counter.class.getName();
    byte[] other =
        new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
            .replaceFirst(name.replace(".", "\\."), "com.example.shop.Shapes\\$")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> codec.decode(other, source))
        .isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void shouldCarryTheStateOfAnActor() {
    Counter live = live();
    live.count = 42;
    live.me = live;
    live.peer = live();
    live.log.add(List.of(live, "text"));
    PromiseRef<Integer> ref = new PromiseRef<>();
    live.log.add(ref);

    Counter copy = (Counter) codec.decodeState(codec.encodeState(live, sink), source);

    assertThat(copy.$weft$handle()).isNull();
    assertThat(copy.$weft$self()).isNull();
    assertThat(copy.count).isEqualTo(42);
    assertThat(copy.worker).isNull();
    assertThat(((Counter) copy.me).$weft$handle()).isEqualTo(live.$weft$self());
    assertThat(copy.peer.$weft$handle()).isEqualTo(live.peer.$weft$self());
    assertThat((List<?>) copy.log.get(0)).element(0).isSameAs(copy.me);
    assertThat(copy.log.get(1)).isSameAs(ref);
  }

  @Test
  void shouldGiveThePathWhenAStateCannotTravel() {
    Counter live = live();
    live.log.add(Thread.currentThread());

    assertThatThrownBy(() -> codec.encodeState(live, sink))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageStartingWith("Counter.log[0]: java.lang.Thread");
  }

  @Test
  void shouldTellStatesFromValues() {
    byte[] state = codec.encodeState(live(), sink);

    assertThatThrownBy(() -> codec.decode(state, source))
        .isInstanceOf(UnreadableValueException.class);
    assertThatThrownBy(() -> codec.decodeState(codec.encode(1, sink), source))
        .isInstanceOf(UnreadableValueException.class);
  }

  private static Counter live() {
    Counter counter = new Counter();
    counter.$weft$self(
        new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), Counter.class.getName()));
    return counter;
  }
}
