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
}
