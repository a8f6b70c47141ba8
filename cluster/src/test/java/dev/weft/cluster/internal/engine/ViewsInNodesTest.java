package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ViewsInNodesTest {

  private final TestNodes nodes = new TestNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldKnowTheViewOfAnEmbeddedNodeAtOnce() {
    ClusterNode embedded = nodes.embedded(1);

    assertThat(embedded.views().current()).isEqualTo(new View(1, ids(embedded)));
    assertThat(embedded.views().isCutOff()).isFalse();
  }

  @Test
  void shouldAdmitMembersAndLetDriversKnow() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode third = nodes.member();
    ClusterNode driver = nodes.driver();

    for (ClusterNode node : List.of(first, second, third, driver)) {
      awaitMembers(node, first, second, third);
      assertThat(node.views().isCutOff()).isFalse();
    }
    assertThat(driver.views().current()).isEqualTo(first.views().current());
  }

  @Test
  void shouldGoOnWithoutAMemberThatIsKilled() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    ClusterNode third = nodes.member();
    awaitMembers(third, first, second, third);

    first.grid().terminate();

    awaitMembers(second, second, third);
    awaitMembers(third, second, third);
  }

  @Test
  void shouldGoOnWithoutTheOlderOfTwoWhenItLeaves() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    awaitMembers(second, first, second);

    first.close();

    awaitMembers(second, second);
    assertThat(second.views().isCutOff()).isFalse();
  }

  @Test
  void shouldCutOffTheYoungerOfTwoWhenTheOlderIsKilled() {
    ClusterNode first = nodes.member();
    ClusterNode second = nodes.member();
    awaitMembers(second, first, second);
    List<NodeId> both = ids(first, second);

    first.grid().terminate();

    Awaitility.await("the younger one is cut off").until(() -> second.views().isCutOff());
    assertThat(second.views().current().members()).isEqualTo(both);
  }

  private static void awaitMembers(ClusterNode node, ClusterNode... members) {
    Awaitility.await("view of " + node.transport().self())
        .until(() -> node.views().current().members(), ids(members)::equals);
  }

  private static List<NodeId> ids(ClusterNode... nodes) {
    return Arrays.stream(nodes).map(node -> new NodeId(node.grid().uuid())).toList();
  }
}
