package dev.weft.cluster.internal.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LossNoteTest {

  private static final NodeId SELF = new NodeId(new UUID(1, 1));

  @Test
  void shouldStayWhenAllGroupsHaveEnded() {
    UUID id = new UUID(2, 2);
    Change other =
        new Change(id, id, Change.ANY, 1, new byte[1], new byte[1], false, Map.of(), List.of());
    Replica replica = new Replica(0, new Alone());
    replica.own(
        new Epoch(1, SELF),
        new HashMap<>(
            Map.of(LossNote.ID, LossNote.of(List.of("a:1", "b:2")), id, new Entry(other))));
    replica.afterwards().run();
    assertThat(replica.find(id)).isNotNull();

    replica.sweep(new AllOver());

    assertThat(replica.find(id)).isNull();
    Change note = Objects.requireNonNull(replica.find(LossNote.ID));
    assertThat(LossNote.read(note)).isEqualTo("a:1, b:2");
  }

  /** A node without others. */
  private static final class Alone implements Node {

    @Override
    public NodeId self() {
      return SELF;
    }

    @Override
    public View view() {
      return new View(1, List.of(SELF));
    }

    @Override
    public void behind(NodeId peer, long version) {}

    @Override
    public PartitionTable table() {
      return new PartitionTable() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public NodeId ownerOf(int partition) {
          return SELF;
        }

        @Override
        public @Nullable NodeId backupOf(int partition) {
          return null;
        }
      };
    }

    @Override
    public Tenant tenant() {
      return new AllOver();
    }

    @Override
    public Clock clock() {
      return new Clock() {
        @Override
        public long nanoTime() {
          return 1;
        }

        @Override
        public void after(Duration delay, Runnable action) {}
      };
    }

    @Override
    public int pieceBytes() {
      return 1 << 20;
    }

    @Override
    public void push(NodeId target, Push push) {}

    @Override
    public void ask(
        NodeId target, ReplicaMessage message, Consumer<@Nullable ReplicaAnswer> onAnswer) {}

    @Override
    public String describe(NodeId node) {
      return node.toString();
    }
  }

  /** A tenant all of whose groups have ended. */
  private static final class AllOver implements Tenant {

    @Override
    public void opened(int partition, long term) {}

    @Override
    public void freeze(int partition, Consumer<Boolean> idle) {}

    @Override
    public void closed(int partition) {}

    @Override
    public void busy(int partition, NodeId owner) {}

    @Override
    public void lost(int partition, List<String> holders) {}

    @Override
    public void kept(View view, Duration took) {}

    @Override
    public boolean isOver(UUID group) {
      return true;
    }
  }
}
