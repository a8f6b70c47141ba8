package dev.weft.cluster.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewTest {

  private final NodeId a = new NodeId(new UUID(0, 1));
  private final NodeId b = new NodeId(new UUID(0, 2));
  private final NodeId c = new NodeId(new UUID(0, 3));
  private final NodeId d = new NodeId(new UUID(0, 4));

  @Test
  void shouldTakeMoreThanHalfForAQuorum() {
    View three = new View(1, List.of(a, b, c));

    assertThat(three.isQuorum(List.of(b, c))).isTrue();
    assertThat(three.isQuorum(List.of(a))).isFalse();
    assertThat(three.isQuorum(List.of())).isFalse();
  }

  @Test
  void shouldTakeHalfForAQuorumOnlyWithTheOldest() {
    View four = new View(1, List.of(a, b, c, d));

    assertThat(four.isQuorum(List.of(d, a))).isTrue();
    assertThat(four.isQuorum(List.of(b, c))).isFalse();
    assertThat(new View(1, List.of(a, b)).isQuorum(List.of(a))).isTrue();
    assertThat(new View(1, List.of(a, b)).isQuorum(List.of(b))).isFalse();
  }

  @Test
  void shouldCountNeitherStrangersNorDoubles() {
    View three = new View(1, List.of(a, b, c));

    assertThat(three.isQuorum(List.of(a, a, a, d))).isFalse();
    assertThat(View.none().isQuorum(List.of(a))).isFalse();
  }

  @Test
  void shouldTakeAnyMemberForAQuorumWhereThatIsChosen() {
    View any = new View(1, List.of(a, b, c), Quorum.ANY);

    assertThat(any.isQuorum(List.of(c))).isTrue();
    assertThat(any.isQuorum(List.of(d))).isFalse();
  }

  @Test
  void shouldRefuseWhatIsNoView() {
    assertThatThrownBy(() -> new View(1, List.of(a, a)))
        .hasMessageContaining("names a member twice");
    assertThatThrownBy(() -> new View(1, List.of())).hasMessageContaining("0 members");
    assertThatThrownBy(() -> new View(0, List.of(a))).hasMessageContaining("only view 0 has none");
  }
}
