package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.MemberLeftException;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.HeapData;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.spi.exception.PartitionMigratingException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import com.hazelcast.spi.exception.WrongTargetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import outside.Bait;
import outside.Trap;

final class WireClassesTest {

  private static Grid grid;

  @BeforeAll
  static void start() {
    grid = Grid.open(GridSettings.of(GridMode.EMBEDDED), ServiceRegistration.none());
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void shouldReadTheExceptionsOfOperations() {
    for (Throwable failure :
        List.of(
            new RetryableHazelcastException("a", new IllegalStateException("cause")),
            new MemberLeftException(grid.nodeEngine().getLocalMember()),
            new TargetNotMemberException("c"),
            new WrongTargetException("d"),
            new PartitionMigratingException(
                grid.nodeEngine().getThisAddress(), 1, "operation", "service"),
            new NullPointerException("e"),
            new RejectedExecutionException("f"))) {
      failure.addSuppressed(new IOException("suppressed"));
      Throwable read = serialization().toObject(serialization().toData(failure));
      assertThat(read).isExactlyInstanceOf(failure.getClass()).hasMessage(failure.getMessage());
      assertThat(read.getSuppressed()).hasSize(1);
    }
  }

  @Test
  void shouldRefuseOtherClassesByNameBeforeLoadingThem() {
    for (Object bait : List.of(new Bait.Ser(), new Bait.Ext(), new Bait.Str())) {
      HeapData forged = forge(bait);
      assertThatThrownBy(() -> serialization().toObject(forged))
          .as(bait.getClass().getName())
          .isInstanceOf(HazelcastSerializationException.class);
      assertThat(System.getProperty(Trap.TOUCHED)).as(bait.getClass().getName()).isNull();
    }
  }

  @Test
  void shouldHaveATrapThatAnOpenMemberWouldFallInto() {
    HeapData forged = forge(new Bait.Str());
    InternalSerializationService open = new DefaultSerializationServiceBuilder().build();
    open.toObject(forged);
    assertThat(System.getProperty(Trap.TOUCHED)).isEqualTo("yes");
    System.clearProperty(Trap.TOUCHED);
  }

  @Test
  void shouldNotReadOrWriteClassesByTheirFields() {
    assertThatThrownBy(() -> serialization().toData(new Bait.Pln()))
        .isInstanceOf(HazelcastSerializationException.class);
  }

  /** What a member without restrictions sends for the bait, with the trap's name in it. */
  private static HeapData forge(Object bait) {
    InternalSerializationService open = new DefaultSerializationServiceBuilder().build();
    String sent = new String(open.toBytes(bait), StandardCharsets.ISO_8859_1);
    assertThat(sent).contains("outside.Bait");
    return new HeapData(
        sent.replace("outside.Bait", "outside.Trap").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static InternalSerializationService serialization() {
    return (InternalSerializationService) grid.nodeEngine().getSerializationService();
  }
}
