package dev.weft.cluster.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final UUID CLUSTER = new UUID(7, 7);

  private final NodeId founder = node(0);
  private final Roster first = Roster.first(CLUSTER, founder, Quorum.MAJORITY);

  @Test
  void shouldRememberWhoIsGone() {
    Roster third = first.next(List.of(founder, node(1))).next(List.of(founder));

    assertThat(third.version()).isEqualTo(3);
    assertThat(third.isGone(node(1))).isTrue();
    assertThat(third.isShut(node(1), 1)).isTrue();
    assertThat(third.isShut(node(2), 1)).isFalse();
  }

  @Test
  void shouldRefuseMembersThatCameAndWentLongAgoThoughItForgetsThem() {
    Roster roster = first;
    List<Long> births = new ArrayList<>();
    int many = Roster.MAX_GONE + 50;
    for (int i = 1; i <= many; i++) {
      births.add(roster.version());
      roster = roster.next(List.of(founder, node(i))).next(List.of(founder));
    }

    assertThat(roster.gone()).hasSize(Roster.MAX_GONE);
    for (int i = 1; i <= many; i++) {
      assertThat(roster.isShut(node(i), births.get(i - 1))).as("member %s", i).isTrue();
    }
    assertThat(roster.isShut(node(many + 1), roster.version())).isFalse();
    assertThat(roster.isShut(node(many + 1), roster.version() - Roster.MAX_GONE)).isFalse();
  }

  @Test
  void shouldSayWhyAnotherDoesNotFollow() {
    Roster second = first.next(List.of(founder, node(1)));
    Roster third = second.next(List.of(founder));

    assertThat(first.whyNot(second)).isEmpty();
    assertThat(second.whyNot(third)).isEmpty();
    assertThat(first.whyNot(third)).hasValueSatisfying(why -> assertThat(why).contains("follow"));
    assertThat(third.whyNot(third.next(List.of(founder, node(1)))))
        .hasValueSatisfying(why -> assertThat(why).contains("brings back"));
    assertThat(first.whyNot(Roster.first(new UUID(8, 8), founder, Quorum.MAJORITY))).isPresent();
    assertThat(
            second.whyNot(
                new Roster(CLUSTER, new View(3, List.of(founder)), List.of(), 0))) // forgets one
        .isPresent();
  }

  private static NodeId node(int number) {
    return new NodeId(new UUID(1, number));
  }
}
