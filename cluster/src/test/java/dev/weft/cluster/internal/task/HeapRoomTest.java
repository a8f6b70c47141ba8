package dev.weft.cluster.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cluster.internal.task.HeapRoom.Verdict;
import dev.weft.store.ObjectId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeapRoomTest {

  private static final ObjectId FIRST = new ObjectId(1, 1, 1);
  private static final ObjectId SECOND = new ObjectId(2, 2, 2);

  private long now;
  private long garbage;
  private long live = 100;
  private final HeapRoom room =
      new HeapRoom(
          () -> now,
          new HeapRoom.Heap() {
            @Override
            public long free() {
              return size() - live - garbage;
            }

            @Override
            public long size() {
              return 1000;
            }

            @Override
            public void collect() {
              garbage = 0;
            }
          });

  @Test
  void shouldPromiseRoomOnce() {
    assertThat(room.ask(FIRST, 200).verdict()).isEqualTo(Verdict.YES);
    assertThat(room.ask(SECOND, 200).verdict()).isEqualTo(Verdict.LATER);

    room.arrived(FIRST);
    live = 200;

    assertThat(room.ask(SECOND, 200).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void shouldSayNoWhenOnlyLessOrMoreHeapWouldHelp() {
    assertThat(room.ask(FIRST, 300).verdict()).isEqualTo(Verdict.NO);

    HeapRoom.Answer answer = HeapRoom.Answer.read(room.ask(FIRST, 300).toBytes());
    assertThat(answer).isEqualTo(new HeapRoom.Answer(Verdict.NO, 900, 1000));
  }

  @Test
  void shouldNotTakeGarbageForWhatIsInUse() {
    garbage = 800;

    assertThat(room.ask(FIRST, 100).verdict()).isEqualTo(Verdict.YES);
  }

  @Test
  void shouldForgetWhatDidNotCome() {
    assertThat(room.ask(FIRST, 200).verdict()).isEqualTo(Verdict.YES);

    now += TimeUnit.MINUTES.toNanos(1);

    assertThat(room.ask(SECOND, 200).verdict()).isEqualTo(Verdict.YES);
  }
}
