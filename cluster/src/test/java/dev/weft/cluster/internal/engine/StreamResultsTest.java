package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.error.NotSerializableValueException;
import dev.weft.error.ObjectLostException;
import dev.weft.it.fixture.Flows;
import dev.weft.spi.TaskCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that tasks return are read while they are made. */
@Timeout(60)
class StreamResultsTest {

  /** The batch being read, the one under way, and what is ready; and the element being made. */
  private static final int MAX_AHEAD = 3 * 128 + 1;

  private final TestNodes nodes = new TestNodes();

  @BeforeEach
  void reset() {
    List.of("made", "closed", "stuck", "interrupted").forEach(name -> Flows.count(name).set(0));
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @SuppressWarnings("unchecked")
  private static <T> Stream<T> stream(ClusterNode node, String name, Object... args) {
    return (Stream<T>) call(node, name, args).get();
  }

  private static ObjectRef<Object> call(ClusterNode node, String name, Object... args) {
    String descriptor =
        switch (name) {
          case "failing" -> "(ILjava/lang/String;)Ljava/util/stream/Stream;";
          case "blocks" -> "(II)Ljava/util/stream/Stream;";
          case "down" -> "(I)Ljava/util/Iterator;";
          case "sum" -> "(Ljava/util/stream/Stream;)J";
          default -> "(I)Ljava/util/stream/Stream;";
        };
    int[] inputs = args[0] instanceof ObjectRef ? new int[] {0} : new int[0];
    return node.tasks()
        .submit(
            new TaskCall(
                RemoteTable.of(Flows.class).find(name, descriptor),
                CallOptions.defaults(),
                args,
                inputs));
  }

  private ClusterNode driverOfOneMember() {
    nodes.member();
    return nodes.driver();
  }

  private static void awaitNoStreams(ClusterNode node) {
    Awaitility.await("no stream is left").until(() -> node.streams() == 0);
  }

  @Test
  void shouldGiveAllElementsInOrder() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    List<String> expected = IntStream.range(0, 50_000).mapToObj(i -> "n" + i).toList();

    assertThat(StreamResultsTest.<String>stream(driver, "numbers", 50_000).toList())
        .isEqualTo(expected);
    assertThat(StreamResultsTest.<String>stream(driver, "numbers", 0).toList()).isEmpty();
    List<Object> down = new ArrayList<>();
    ((Iterator<?>) call(driver, "down", 300).get()).forEachRemaining(down::add);
    assertThat(down).hasSize(300).startsWith(300, 299).endsWith(2, 1);
    awaitNoStreams(member);
  }

  @Test
  void shouldGiveThemInOneProcessWithOneSlot() {
    ClusterNode node = nodes.embedded(1);

    assertThat(StreamResultsTest.<String>stream(node, "numbers", 1_000).toList()).hasSize(1_000);
    ObjectRef<Object> numbers = call(node, "counted", 1_000);
    assertThat(call(node, "sum", numbers).get()).isEqualTo(499_500L);
    awaitNoStreams(node);
    Awaitility.await("the source is closed").until(() -> Flows.count("closed").get() == 1);
  }

  @Test
  void shouldPassAStreamOnToATaskOfAnotherMember() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode driver = nodes.driver();
    nodes.awaitWorkers(driver, 2);
    List<ObjectRef<Object>> sums = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sums.add(call(driver, "sum", call(driver, "counted", 1_000)));
    }

    assertThat(sums).allSatisfy(sum -> assertThat(sum.get()).isEqualTo(499_500L));
    awaitNoStreams(first);
    awaitNoStreams(second);
  }

  @Test
  void shouldGiveElementsAsTheyAreMade() {
    Iterator<Integer> elements =
        StreamResultsTest.<Integer>stream(driverOfOneMember(), "stuck", 3).iterator();

    assertThat(elements.next()).isZero();
    assertThat(elements.next()).isEqualTo(1);
    assertThat(elements.next()).isEqualTo(2);
  }

  @Test
  void shouldMakeNoMoreThanABoundAheadOfTheReader() {
    Iterator<Integer> elements =
        StreamResultsTest.<Integer>stream(driverOfOneMember(), "counted", Integer.MAX_VALUE)
            .iterator();

    for (int i = 0; i < 5_000; i++) {
      assertThat(elements.next()).isEqualTo(i);
      assertThat(Flows.count("made").get()).isLessThanOrEqualTo(i + 2 + MAX_AHEAD);
    }
  }

  @Test
  void shouldBoundTheBytesAheadToo() {
    Iterator<byte[]> elements =
        StreamResultsTest.<byte[]>stream(driverOfOneMember(), "blocks", 1_000, 1 << 20).iterator();

    for (int i = 0; i < 50; i++) {
      assertThat(elements.next()).hasSize(1 << 20);
      assertThat(Flows.count("made").get()).isLessThanOrEqualTo(i + 8);
    }
  }

  @Test
  void shouldThrowAFailureAfterTheElementsBeforeIt() {
    ClusterNode driver = driverOfOneMember();
    List<Object> seen = new ArrayList<>();
    Iterator<Object> elements = stream(driver, "failing", 3, "late").iterator();
    for (int i = 0; i < 3; i++) {
      seen.add(elements.next());
    }

    assertThat(seen).containsExactly(0, null, 2);
    assertThatThrownBy(elements::hasNext).isInstanceOf(IOException.class).hasMessage("late");
    assertThatThrownBy(elements::next).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream(driver, "failing", 2, "socket").toList())
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("java.net.Socket");
  }

  @Test
  void shouldStopMakingThemWhenTheReaderCloses() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    Stream<Integer> waiting = stream(driver, "counted", Integer.MAX_VALUE);
    Stream<Integer> stuck = stream(driver, "stuck", 1);
    Awaitility.await("an element is being made").until(() -> Flows.count("stuck").get() == 1);

    waiting.close();
    stuck.close();

    Awaitility.await("both sources are closed").until(() -> Flows.count("closed").get() == 2);
    assertThat(Flows.count("interrupted").get()).isEqualTo(1);
    awaitNoStreams(member);
    assertThat(((Iterator<?>) call(driver, "down", 1).get()).next()).isEqualTo(1);
  }

  @Test
  void shouldStopMakingThemWhenTheReaderIsForgotten() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    Iterator<Integer> elements =
        StreamResultsTest.<Integer>stream(driver, "counted", Integer.MAX_VALUE).iterator();
    assertThat(elements.next()).isZero();
    assertThat(member.streams()).isEqualTo(1);

    elements = null;

    Awaitility.await("the stream is gone")
        .until(
            () -> {
              System.gc();
              return member.streams() == 0;
            });
    Awaitility.await("the source is closed").until(() -> Flows.count("closed").get() == 1);
  }

  @Test
  void shouldStopMakingThemWhenTheReadersNodeLeaves() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    Stream<Integer> stuck = stream(driver, "stuck", 1);
    Awaitility.await("an element is being made").until(() -> Flows.count("stuck").get() == 1);

    driver.close();

    Awaitility.await("the source is closed").until(() -> Flows.count("closed").get() == 1);
    awaitNoStreams(member);
    assertThatThrownBy(stuck::toList).isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldBeReadToTheEndBeforeItsMemberLeaves() throws Exception {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    Iterator<Integer> elements =
        StreamResultsTest.<Integer>stream(driver, "counted", 3_000).iterator();
    assertThat(elements.next()).isZero();

    Thread leaving = new Thread(member::close);
    leaving.start();
    Awaitility.await("the member is about to leave")
        .until(() -> leaving.getState() == Thread.State.TIMED_WAITING);

    for (int i = 1; i < 3_000; i++) {
      assertThat(elements.next()).isEqualTo(i);
    }
    assertThat(elements.hasNext()).isFalse();
    leaving.join();
  }

  @Test
  void shouldSayThatTheProducerHasLeftAfterWhatWasReceived() {
    ClusterNode member = nodes.member();
    ClusterNode driver = nodes.driver();
    Iterator<Integer> elements = StreamResultsTest.<Integer>stream(driver, "stuck", 3).iterator();
    assertThat(elements.next()).isZero();
    Awaitility.await("all were made").until(() -> Flows.count("stuck").get() == 1);

    member.grid().terminate();

    List<Integer> seen = new ArrayList<>();
    assertThatThrownBy(() -> elements.forEachRemaining(seen::add))
        .isInstanceOf(ObjectLostException.class)
        .hasMessageStartingWith("The rest of the stream of Flows.stuck is lost, after ")
        .hasMessageEndingWith(" has left. Call it again to begin anew.");
    assertThat(seen).isSubsetOf(1, 2);
  }
}
