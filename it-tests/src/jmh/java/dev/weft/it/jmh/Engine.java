package dev.weft.it.jmh;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.WeftConfig;
import dev.weft.bridge.Engines;
import dev.weft.cluster.internal.benchmark.work.Server;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import dev.weft.cluster.internal.engine.ClusterNode;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.Outbox;
import dev.weft.cluster.internal.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The ways through an embedded node, whole: from a call to its value. With {@code -prof gc} these
 * say what a task allocates, which does not depend on who else uses the machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Engine {

  private static final int MANY = 1_000;
  private static final byte[] MESSAGE = new byte[64];

  private @Nullable Server server;
  private @Nullable Outbox<byte[]> outbox;
  private final AtomicInteger sent = new AtomicInteger();

  @Setup
  public void start() {
    Weft.init(WeftConfig.fromEnvironment().banner(false));
    server = Server.create();
    Transport transport = ((ClusterNode) Engines.current()).transport();
    outbox =
        new Outbox<>(
            transport,
            transport.self(),
            Channel.ECHO,
            this::join,
            message -> message.length,
            (batch, failure) -> {
              throw failure;
            });
  }

  @TearDown
  public void stop() {
    Weft.shutdown();
  }

  /** One task and its value. */
  @Benchmark
  public byte[] task() {
    return Tasks.smallRemote().get();
  }

  /** Many tasks that are under way together. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public List<byte[]> tasks() {
    List<ObjectRef<byte[]>> refs = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      refs.add(Tasks.smallRemote());
    }
    return Weft.get(refs);
  }

  /** One call of an actor and its value. */
  @Benchmark
  public byte[] actorCall() {
    return server.smallRemote().get();
  }

  /** Many calls that are under way together. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public List<byte[]> actorCalls() {
    List<ObjectRef<byte[]>> refs = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      refs.add(server.smallRemote());
    }
    return Weft.get(refs);
  }

  /** Things that go to a node in batches, until the last has been written. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int outbox() {
    sent.set(0);
    for (int i = 0; i < MANY; i++) {
      outbox.add(MESSAGE);
    }
    while (sent.get() < MANY) {
      LockSupport.parkNanos(1_000);
    }
    return sent.get();
  }

  private byte[] join(List<byte[]> batch) {
    byte[] message = new byte[batch.size() * MESSAGE.length];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i), 0, message, i * MESSAGE.length, MESSAGE.length);
    }
    sent.addAndGet(batch.size());
    return message;
  }
}
