package dev.weft.cluster.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.CallOptions;
import dev.weft.bridge.RemoteTable;
import dev.weft.cluster.internal.engine.ClusterNode;
import dev.weft.cluster.internal.engine.TestNodes;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.TransportException;
import dev.weft.it.fixture.Sums;
import dev.weft.it.fixture.Vault;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.store.ObjectId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that no caller of good faith makes: they are refused, and others notice nothing. */
@Timeout(60)
class HostileRequestsTest {

  private static final MethodKey ADD = new MethodKey(Vault.class.getName(), "add", "(I)I");

  private final TestNodes nodes = new TestNodes();
  private final String key = "key-" + UUID.randomUUID();
  private final long channel = new Random().nextLong();
  private ClusterNode member;
  private ClusterNode driver;
  private ActorAddress vault;
  private int sum;

  @BeforeEach
  void start() {
    member = nodes.member();
    driver = nodes.driver();
    vault =
        driver
            .actors()
            .create(
                new ActorCreation(
                    RemoteTable.of(Vault.class).keyedConstructor(),
                    CallOptions.defaults().name(key),
                    new Object[] {key}))
            .address();
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void shouldRefuseActorsAndLivesThatAreNotThere() throws Exception {
    UUID other = UUID.randomUUID();

    assertThat(send(call(vault.id(), other, 0, 0, ADD)).kind()).isEqualTo(ActorAnswer.Kind.DIED);
    assertThat(send(call(other, vault.incarnation(), 0, 0, ADD)).kind())
        .isEqualTo(ActorAnswer.Kind.DIED);
    assertThat(send(new ActorRequest.Kill(vault.id(), other, null)).kind())
        .isEqualTo(ActorAnswer.Kind.NONE);
    assertThat(send(new ActorRequest.Kill(vault.id(), other, other)).kind())
        .isEqualTo(ActorAnswer.Kind.NONE);
    assertThatOthersNoticeNothing();
  }

  @Test
  void shouldRefuseNumbersThatNoLineOfCallsHas() throws Exception {
    assertThat(send(call(-1, 0, ADD)).kind()).isEqualTo(ActorAnswer.Kind.UNKNOWN);
    assertThat(send(call(Long.MIN_VALUE, 0, ADD)).kind()).isEqualTo(ActorAnswer.Kind.UNKNOWN);
    assertThat(send(call(Long.MAX_VALUE, 0, ADD)).kind()).isEqualTo(ActorAnswer.Kind.UNKNOWN);
    assertThat(send(call(3, Long.MAX_VALUE, ADD)).kind()).isEqualTo(ActorAnswer.Kind.UNKNOWN);
    assertThatOthersNoticeNothing();
  }

  @Test
  void shouldFailCallsOfWhatTheActorDoesNotHave() throws Exception {
    List<MethodKey> wrong =
        List.of(
            new MethodKey("no.such.Type", "add", "(I)I"),
            new MethodKey(Vault.class.getName(), "addd", "(I)I"),
            new MethodKey(Vault.class.getName(), "<init>", "(Ljava/lang/String;)V"),
            new MethodKey("java.lang.Runtime", "halt", "(I)V"),
            MethodKey.of(RemoteTable.of(Sums.class).find("add", "(II)I")));

    for (int i = 0; i < wrong.size(); i++) {
      ActorAnswer answer = send(call(i, i, wrong.get(i)));

      assertThat(answer.kind()).as(wrong.get(i).toString()).isEqualTo(ActorAnswer.Kind.OUTCOME);
      assertThatOthersNoticeNothing();
    }
  }

  @Test
  void shouldRefuseBytesThatAreNoRequest() {
    byte[] good = call(0, 0, ADD).toBytes();
    byte[] cut = java.util.Arrays.copyOf(good, good.length / 2);
    byte[] otherVersion = good.clone();
    otherVersion[0]++;
    byte[] otherKind = good.clone();
    otherKind[1] = 99;

    for (byte[] bad : List.of(new byte[0], new byte[] {1, 2, 3}, cut, otherVersion, otherKind)) {
      assertThat(sendRaw(bad))
          .failsWithin(30, TimeUnit.SECONDS)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(TransportException.class);
    }
    assertThatOthersNoticeNothing();
  }

  private void assertThatOthersNoticeNothing() {
    sum++;
    assertThat(
            driver
                .actors()
                .call(
                    new ActorCall(
                        vault,
                        RemoteTable.of(Vault.class).find("add", "(I)I"),
                        CallOptions.defaults(),
                        new Object[] {1},
                        new int[0]))
                .get())
        .isEqualTo(sum);
  }

  private ActorRequest.Call call(long sequence, long acknowledged, MethodKey method) {
    return call(vault.id(), vault.incarnation(), sequence, acknowledged, method);
  }

  private ActorRequest.Call call(
      UUID actor, UUID incarnation, long sequence, long acknowledged, MethodKey method) {
    return new ActorRequest.Call(
        actor,
        incarnation,
        channel,
        sequence,
        acknowledged,
        new ObjectId(1, 2, 3),
        "forged",
        method,
        new byte[] {1, 2, 3},
        List.of(),
        new CallTerms(false, null, 0, -1, List.of(), CallChain.NONE),
        List.of(),
        false);
  }

  private ActorAnswer send(ActorRequest request) throws Exception {
    return ActorAnswer.read(sendRaw(request.toBytes()).get(30, TimeUnit.SECONDS));
  }

  private CompletableFuture<byte[]> sendRaw(byte[] message) {
    CompletableFuture<byte[]> answered = new CompletableFuture<>();
    driver
        .transport()
        .send(
            member.transport().self(),
            Channel.ACTORS,
            message,
            (answer, failure) -> {
              if (failure != null) {
                answered.completeExceptionally(failure);
              } else {
                answered.complete(answer);
              }
            });
    return answered;
  }
}
