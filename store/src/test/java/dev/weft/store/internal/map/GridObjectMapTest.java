package dev.weft.store.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectMap;
import dev.weft.store.provider.Stores;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GridObjectMapTest {

  private static TestGrid grid;

  private final UUID job = UUID.randomUUID();
  private final ObjectMap here = Stores.objects(grid.first(), job);
  private final ObjectMap there = Stores.objects(grid.second(), job);

  @BeforeAll
  static void start() {
    grid = new TestGrid(2);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        1000,
        GridObjectMap.MAX_WHOLE,
        GridObjectMap.MAX_WHOLE + 1,
        1 << 20,
        20_000_001
      })
  void shouldGiveBytesToEveryMember(int size) {
    ObjectId id = here.newLocalId();
    byte[] bytes = random(size);

    here.put(id, bytes);

    assertThat(there.get(id)).isEqualTo(bytes);
    assertThat(here.get(id)).isEqualTo(bytes);
  }

  @Test
  void shouldKeepBytesThatLookLikeAManifest() {
    byte[] bytes = new Manifest(7_000_000).toBytes();
    ObjectId id = here.newLocalId();

    here.put(id, bytes);

    assertThat(there.get(id)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 3_000_000})
  void shouldGiveTheSameArrayAtEachReadOnOneMember(int size) {
    ObjectId id = here.newLocalId();
    here.put(id, random(size));

    byte[] first = there.get(id);

    assertThat(there.get(id)).isSameAs(first);
    byte[] local = here.get(id);
    assertThat(here.get(id)).isSameAs(local);
  }

  @Test
  void shouldKeepObjectsInPartitionsOfTheMemberThatNamedThem() {
    assertOwned(grid.first(), here);
    assertOwned(grid.second(), there);
  }

  @Test
  void shouldNotRepeatIds() {
    Set<ObjectId> ids = new HashSet<>();
    IntStream.range(0, 10_000).forEach(i -> ids.add(here.newLocalId()));

    assertThat(ids).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 3_000_000})
  void shouldForgetWhatWasRemovedElsewhere(int size) {
    ObjectId id = here.newLocalId();
    here.put(id, random(size));
    assertThat(there.get(id)).isNotNull();

    here.remove(id);

    assertThat(here.get(id)).isNull();
    TestGrid.await("removed at the other member", () -> there.get(id) == null);
    assertThat(chunkCount()).isZero();
  }

  @Test
  void shouldRemoveManyWithoutWaiting() {
    List<ObjectId> ids =
        IntStream.of(10, 2_000_000, 30).mapToObj(size -> put(random(size))).toList();

    here.removeAll(ids);

    TestGrid.await(
        "all removed",
        () -> ids.stream().allMatch(id -> here.get(id) == null) && chunkCount() == 0);
  }

  @Test
  void shouldKnowNothingOfUnknownIds() {
    assertThat(here.get(here.newLocalId())).isNull();
    assertThat(here.get(there.newLocalId())).isNull();
  }

  @Test
  void shouldSeeAtOnceWhatItHadSeenMissing() {
    ObjectId id = there.newLocalId();
    assertThat(here.get(id)).isNull();

    there.put(id, new byte[] {7});

    assertThat(here.get(id)).containsExactly(7);
  }

  @Test
  void shouldForgetAJobAndNoOther() {
    ObjectMap other = Stores.objects(grid.first(), UUID.randomUUID());
    ObjectId kept = other.newLocalId();
    other.put(kept, new byte[] {1});
    ObjectId id = put(random(2_000_000));

    there.destroy();

    TestGrid.await("destroyed", () -> here.get(id) == null);
    assertThat(chunkCount()).isZero();
    assertThat(other.get(kept)).containsExactly(1);
  }

  @Test
  void shouldRefuseAPartitionThatIsNotThere() {
    assertThatThrownBy(() -> here.get(new ObjectId(1, 2, 1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partition");
  }

  @Test
  void shouldServeMembersWithoutPartitions() {
    HazelcastInstance lite = grid.add(true);
    ObjectMap driver = Stores.objects(lite, job);
    ObjectId id = driver.newLocalId();

    driver.put(id, random(1_500_000));

    assertThat(here.get(id)).isEqualTo(driver.get(id));
  }

  @Test
  void shouldKeepObjectsWhenAMemberDies() {
    try (TestGrid own = new TestGrid(2)) {
      ObjectMap survivor = Stores.objects(own.first(), job);
      ObjectMap victim = Stores.objects(own.second(), job);
      ObjectId small = victim.newLocalId();
      ObjectId large = victim.newLocalId();
      byte[] bytes = random(3_000_000);
      victim.put(small, new byte[] {42});
      victim.put(large, bytes);

      own.second().getLifecycleService().terminate();

      assertThat(survivor.get(small)).containsExactly(42);
      assertThat(survivor.get(large)).isEqualTo(bytes);
      assertThatThrownBy(() -> victim.get(small)).isInstanceOf(ClusterUnavailableException.class);
    }
  }

  private ObjectId put(byte[] bytes) {
    ObjectId id = here.newLocalId();
    here.put(id, bytes);
    return id;
  }

  private int chunkCount() {
    return grid.first().getMap(ObjectMaps.CHUNKS + job).size();
  }

  private static void assertOwned(HazelcastInstance member, ObjectMap map) {
    ObjectId id = map.newLocalId();
    Partition partition =
        member.getPartitionService().getPartition(new Partitions(member).key(id, 3));

    assertThat(partition.getPartitionId()).isEqualTo(id.partition());
    assertThat(partition.getOwner()).isEqualTo(member.getCluster().getLocalMember());
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
