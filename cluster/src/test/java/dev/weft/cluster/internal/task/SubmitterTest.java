package dev.weft.cluster.internal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.RemoteTable;
import dev.weft.cluster.internal.engine.ClusterNode;
import dev.weft.cluster.internal.engine.TestNodes;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.cluster.internal.transport.TransportException.Kind;
import dev.weft.error.TaskFailedException;
import dev.weft.it.fixture.Held;
import dev.weft.spi.TaskCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Completions that could not be sent: what their submitter learns. */
@Timeout(60)
class SubmitterTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestNodes nodes = new TestNodes();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ClusterNode member;
  private ClusterNode driver;
  private Submitter submitter;

  @BeforeEach
  void start() {
    member = nodes.member();
    driver = nodes.driver();
    Envelopes envelopes = ((TaskManager) member.tasks()).envelopes();
    submitter = new Submitter(member.transport(), driver.transport().self(), envelopes, timer);
  }

  @AfterEach
  void close() {
    nodes.close();
    timer.shutdownNow();
  }

  @Test
  void shouldFailATaskWhoseCompletionCannotBeWritten() throws InterruptedException {
    ObjectRef<Object> ref = held("unwritable");

    submitter.unsent(
        List.of(completion(ref, Ending.of(new byte[1000]))),
        refused(new OutOfMemoryError("Java heap space")));

    assertThatThrownBy(() -> ref.get(LIMIT))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageContaining("too full to send the result");
    Held.gate("unwritable").release();
  }

  @Test
  void shouldFailATaskWhoseCompletionCannotBeRead() throws InterruptedException {
    ObjectRef<Object> ref = held("unreadable");

    submitter.unsent(
        List.of(completion(ref, Ending.of(new byte[1000]))),
        refused(new IllegalStateException("no completion")));

    assertThatThrownBy(() -> ref.get(LIMIT))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("has run, but its result could not be sent");
    Held.gate("unreadable").release();
  }

  @Test
  void shouldTellAgainWhatIsAsSmallAsCanBe() throws InterruptedException {
    ObjectRef<Object> ref = held("stubborn");
    Completion failure = completion(ref, Ending.of(new byte[1])).instead(failure("cannot be told"));

    submitter.unsent(List.of(failure), refused(new OutOfMemoryError("still")));

    assertThatThrownBy(() -> ref.get(LIMIT)).hasMessage("cannot be told");
    Held.gate("stubborn").release();
  }

  private byte[] failure(String message) {
    Envelopes envelopes = ((TaskManager) member.tasks()).envelopes();
    return Objects.requireNonNull(
        envelopes.failure(null, new IllegalStateException(message)).envelope());
  }

  private static TransportException refused(Throwable cause) {
    return new TransportException(Kind.REFUSED, "It is refused: " + cause, cause);
  }

  private static Completion completion(ObjectRef<Object> ref, Ending ending) {
    return Completion.of(((ClusterRef<Object>) ref).id(), 1, ending);
  }

  /** A task that runs on the member until it is let go. */
  private ObjectRef<Object> held(String key) throws InterruptedException {
    ObjectRef<Object> ref =
        driver
            .tasks()
            .submit(
                new TaskCall(
                    RemoteTable.of(Held.class)
                        .find("hold", "(Ljava/lang/String;)Ljava/lang/String;"),
                    CallOptions.defaults(),
                    new Object[] {key},
                    new int[0]));
    assertThat(Held.gate(key + ".running").tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    return ref;
  }
}
