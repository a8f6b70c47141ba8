package dev.weft.cluster.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final List<String> failed = new ArrayList<>();

  @Test
  void shouldNotBlockTheWayWhenAMessageCannotBeMade() {
    Outbox<String> outbox =
        new Outbox<>(
            new Transport(),
            new NodeId(UUID.randomUUID()),
            Channel.TASKS,
            batch -> {
              throw new OutOfMemoryError("on purpose");
            },
            item -> item.length(),
            (batch, failure) -> {
              assertThat(failure.kind()).isEqualTo(TransportException.Kind.REFUSED);
              failed.addAll(batch);
            });

    outbox.add("first");
    outbox.add("second");

    assertThat(failed).containsExactly("first", "second");
  }

  @Test
  void shouldTryEachThingAloneWhenABatchCannotBeMade() {
    int count = 100_000; // a call for each would be too deep
    List<Integer> sizes = new ArrayList<>();
    List<Outbox<String>> self = new ArrayList<>();
    Outbox<String> outbox =
        new Outbox<>(
            new Transport(),
            new NodeId(UUID.randomUUID()),
            Channel.COMPLETIONS,
            batch -> {
              if (sizes.isEmpty()) {
                for (int i = 0; i < count; i++) {
                  self.get(0).add("more");
                }
              }
              sizes.add(batch.size());
              throw new OutOfMemoryError("on purpose");
            },
            item -> item.length(),
            (batch, failure) -> failed.addAll(batch));
    self.add(outbox);

    outbox.add("first");

    assertThat(failed).hasSize(count + 1).startsWith("first", "more");
    assertThat(sizes).startsWith(1, 1024, 1, 1);
    assertThat(outbox.isIdle()).isTrue();
  }
}
