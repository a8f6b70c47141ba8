package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members of one JVM that are made to take each other for dead, over a network that works. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class HealingTest {

  @TempDir Path folder;
  private Grids grids;
  private final List<Grid> open = new ArrayList<>();
  private final List<Grid> leftOut = new ArrayList<>();
  private volatile long version = 1;
  private int needed = 2;

  @BeforeEach
  void setUp() {
    grids = new Grids(folder);
  }

  @AfterEach
  void tearDown() {
    open.forEach(Grid::terminate);
  }

  private Grid start(GridSettings settings) {
    Grid grid = Grid.open(settings, ServiceRegistration.none());
    open.add(grid);
    return grid;
  }

  private void startThree() {
    start(grids.member());
    start(grids.memberOf(open.get(0)));
    start(grids.memberOf(open.get(0)));
    awaitOne();
  }

  private void awaitOne() {
    await("one cluster")
        .atMost(Duration.ofSeconds(60))
        .until(() -> open.stream().allMatch(grid -> members(grid).size() == open.size()));
  }

  private static List<UUID> members(Grid grid) {
    return grid.hazelcast().getCluster().getMembers().stream().map(Member::getUuid).toList();
  }

  /** A majority of the first three has to be there to agree; those left out are not of it. */
  private Standing standing(Grid grid, List<UUID> first) {
    List<UUID> agreed =
        first.stream()
            .filter(id -> version == 1 || leftOut.stream().noneMatch(out -> out.uuid().equals(id)))
            .toList();
    boolean isCutOff = members(grid).stream().filter(agreed::contains).count() < needed;
    return leftOut.contains(grid)
        ? new Standing(1, first, true, false)
        : new Standing(version, agreed, isCutOff, false);
  }

  private void heal(Grid grid, List<UUID> first, CountDownLatch afresh) {
    grid.heal(() -> standing(grid, first), () -> false, afresh::countDown);
  }

  private static void takeForDead(Grid grid, Grid other) {
    ClusterServiceImpl cluster = grid.nodeEngine().getNode().getClusterService();
    Member member = cluster.getMember(other.uuid());
    if (member != null) {
      cluster.suspectMember(member, "a test", true);
    }
  }

  private static void takeAllForDead(List<Grid> some, List<Grid> others) {
    for (Grid grid : some) {
      others.forEach(other -> takeForDead(grid, other));
    }
  }

  private void takeAllForDead() {
    for (Grid grid : open) {
      for (Grid other : open) {
        if (grid != other) {
          takeForDead(grid, other);
        }
      }
    }
  }

  private static void countJoining(Grid grid, Map<UUID, AtomicInteger> seen) {
    AtomicInteger count = new AtomicInteger();
    seen.put(grid.uuid(), count);
    grid.hazelcast()
        .getCluster()
        .addMembershipListener(
            new MembershipAdapter() {
              @Override
              public void memberAdded(MembershipEvent event) {
                if (!event.getMember().getUuid().equals(grid.uuid())) {
                  count.incrementAndGet();
                }
              }
            });
  }

  @Test
  void shouldBeOneAgainWithAllThatItsMembersWereAndHad() {
    startThree();
    List<UUID> ids = members(open.get(0));
    for (int i = 0; i < 300; i++) {
      open.get(0).hazelcast().getMap("m").set(i, i);
    }
    CountDownLatch afresh = new CountDownLatch(1);
    Map<UUID, AtomicInteger> seen = new ConcurrentHashMap<>();
    open.forEach(grid -> countJoining(grid, seen));

    takeAllForDead();
    await("apart").until(() -> open.stream().allMatch(grid -> members(grid).size() == 1));
    open.forEach(grid -> heal(grid, ids, afresh));
    awaitOne();

    assertThat(open).extracting(Grid::uuid).containsExactlyElementsOf(ids);
    assertThat(members(open.get(0))).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(afresh.getCount()).isEqualTo(1);
    await("each has seen the other two")
        .until(() -> ids.stream().allMatch(id -> seen.get(id).get() >= 2));
    await("all entries")
        .until(() -> open.stream().allMatch(grid -> grid.hazelcast().getMap("m").size() == 300));
  }

  @Test
  void shouldLeadAWholePartBack() {
    startThree();
    start(grids.memberOf(open.get(0)));
    awaitOne();
    needed = 3;
    List<UUID> ids = members(open.get(0));
    CountDownLatch afresh = new CountDownLatch(1);

    takeAllForDead(open.subList(2, 4), open.subList(0, 2));
    await("one part").until(() -> members(open.get(3)).size() == 2);
    takeAllForDead(open.subList(0, 2), open.subList(2, 4));
    await("two parts").until(() -> open.stream().allMatch(grid -> members(grid).size() == 2));
    open.forEach(grid -> heal(grid, ids, afresh));
    awaitOne();

    assertThat(open).extracting(Grid::uuid).containsExactlyElementsOf(ids);
    assertThat(members(open.get(0)).subList(0, 2)).isEqualTo(ids.subList(0, 2));
    assertThat(afresh.getCount()).isEqualTo(1);
  }

  @Test
  void shouldStartAfreshWhenTheOthersHaveAgreedToGoOnWithoutIt() throws Exception {
    startThree();
    List<UUID> ids = members(open.get(0));
    Grid first = open.get(0); // it was given nobody to join
    CountDownLatch none = new CountDownLatch(1);
    CountDownLatch afresh = new CountDownLatch(1);

    takeAllForDead();
    await("apart").until(() -> members(first).size() == 1);
    leftOut.add(first);
    version = 2;
    heal(open.get(1), ids, none);
    heal(open.get(2), ids, none);
    heal(first, ids, afresh);

    assertThat(afresh.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(none.getCount()).isEqualTo(1);
    GridSettings again = first.settingsToRejoin();
    int port = first.address().getPort();
    first.terminate();
    open.remove(first);
    Grid anew = start(again);
    assertThat(anew.address().getPort()).isEqualTo(port);
    assertThat(anew.uuid()).isNotEqualTo(ids.get(0));
    awaitOne();
  }

  @Test
  void shouldSendOneOfTwoWhereNothingIsAgreed() throws Exception {
    start(grids.member());
    start(grids.memberOf(open.get(0)));
    awaitOne();
    CountDownLatch afresh = new CountDownLatch(2);

    takeAllForDead();
    open.forEach(grid -> grid.heal(Standing::none, () -> false, afresh::countDown));

    await("one gives way").atMost(Duration.ofSeconds(30)).until(() -> afresh.getCount() == 1);
    assertThat(afresh.await(3, TimeUnit.SECONDS)).as("both have given way").isFalse();
  }
}
