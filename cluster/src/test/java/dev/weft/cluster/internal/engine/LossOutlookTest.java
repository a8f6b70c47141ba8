package dev.weft.cluster.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.Quorum;
import dev.weft.cluster.internal.view.View;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossOutlookTest {

  @Test
  void shouldTellEachOfTwoWhatTheLossOfTheOtherMeans() {
    assertThat(outlook(2, 1, Quorum.MAJORITY))
        .isEqualTo(
            "if host:0 (the older) is lost, this member stops serving actors;"
                + " weft.quorum=any goes on");
    assertThat(outlook(2, 0, Quorum.MAJORITY))
        .startsWith("if host:1 is lost, this member goes on; if this one (the older) is lost,");
  }

  @Test
  void shouldTellHowManyOfManyMayBeLost() {
    assertThat(outlook(3, 0, Quorum.MAJORITY))
        .startsWith("of 3 members any 1 may be lost at a time;");
    assertThat(outlook(4, 2, Quorum.MAJORITY))
        .startsWith("of 4 members any 1 may be lost at a time, 2 if host:0 (the oldest) is not");
    assertThat(outlook(5, 0, Quorum.MAJORITY)).startsWith("of 5 members any 2 may be lost");
  }

  @Test
  void shouldTellWhenOneIsAloneOrOutsideOrAnyoneMayGoOn() {
    assertThat(outlook(1, 0, Quorum.MAJORITY)).contains("only member");
    assertThat(outlook(2, 5, Quorum.MAJORITY)).contains("not admitted");
    assertThat(outlook(3, 0, Quorum.ANY)).startsWith("weft.quorum=any:");
  }

  private static String outlook(int members, int self, Quorum quorum) {
    List<NodeId> nodes = IntStream.range(0, members).mapToObj(LossOutlookTest::node).toList();
    return LossOutlook.of(
        new View(1, nodes, quorum),
        node(self),
        node -> "host:" + node.uuid().getLeastSignificantBits());
  }

  private static NodeId node(int number) {
    return new NodeId(new UUID(0, number));
  }
}
