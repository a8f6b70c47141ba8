package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.WeftConfig;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code work(t, 4) + work(t, 5)}, as it is woven, on a pool: two tasks that call one actor, whose
 * result depends on the order of its calls.
 */
@Timeout(120)
class SharedActorTest {

  private static final int RUNS = 1000;

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    Engines.stop();
    StrictOrder.set(false);
    pool.shutdownNow();
  }

  @Test
  void shouldGiveTheSequentialResultInStrictMode() {
    Engines.install(config -> new PoolEngine());
    Engines.start(WeftConfig.fromEnvironment().strict(true));

    for (int i = 0; i < RUNS; i++) {
      assertThat(program(new Tally(true))).as("run %s", i).isEqualTo(sequential());
    }
  }

  /** The program as the weaver leaves it. */
  private static long program(Tally tally) {
    Scope scope = Scope.open(null);
    ObjectRef<?> a = submit(scope, tally, 4);
    ObjectRef<?> b = submit(scope, tally, 5);
    Scope.join(scope);
    return (Long) a.get() + (Long) b.get();
  }

  private static long sequential() {
    Tally tally = new Tally(false);
    return work(tally, 4) + work(tally, 5);
  }

  private static ObjectRef<?> submit(Scope scope, Tally tally, int number) {
    return Dispatch.submit(
        new LinkedCall(method("work", Tally.class, int.class), new int[0], null),
        CallOptions.defaults(),
        new Object[] {tally, number},
        scope);
  }

  /** The task. */
  static long work(Tally tally, int number) {
    long sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += tally.isHandle ? (Long) call(tally, number) : add(tally, number);
    }
    return sum;
  }

  private static Object call(Tally tally, int number) {
    return Dispatch.call(
            new LinkedCall(method("add", Tally.class, int.class), new int[0], null),
            CallOptions.defaults(),
            tally,
            new Object[] {number},
            null)
        .get();
  }

  /** The actor's method. */
  static long add(Tally tally, int number) {
    tally.value = 3 * tally.value + number;
    return tally.value;
  }

  private static RemoteMethod method(String name, Class<?>... parameters) {
    MethodType type = MethodType.methodType(long.class, parameters);
    try {
      MethodHandle body = MethodHandles.lookup().findStatic(SharedActorTest.class, name, type);
      return new RemoteMethod(
          SharedActorTest.class,
          name,
          type.toMethodDescriptorString(),
          name,
          0,
          RemoteMethod.Kind.TASK,
          RemoteMethod.spread(body));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** An actor that is its own handle. */
  private static final class Tally implements Actor {

    private final ActorAddress address =
        new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), "Tally");
    private final boolean isHandle;
    private long value = 1;

    Tally(boolean isHandle) {
      this.isHandle = isHandle;
    }

    @Override
    public ActorAddress $weft$handle() {
      return address;
    }

    @Override
    public @Nullable ActorAddress $weft$self() {
      return null;
    }

    @Override
    public void $weft$self(ActorAddress self) {}
  }

  /** Runs tasks on the pool, and calls of actors one at a time. */
  private final class PoolEngine extends CallsOnlyEngine {

    private final Object actor = new Object();
    private volatile @Nullable Tally instance;

    @Override
    public ObjectRef<@Nullable Object> submit(TaskCall call) {
      instance = (Tally) call.args()[0];
      PromiseRef<@Nullable Object> ref = new PromiseRef<>();
      pool.execute(() -> ref.complete(outcome(call.method(), call.args())));
      return ref;
    }

    @Override
    public ObjectRef<@Nullable Object> call(ActorCall call) {
      PromiseRef<@Nullable Object> ref = new PromiseRef<>();
      synchronized (actor) {
        ref.complete(outcome(call.method(), new Object[] {instance, call.args()[0]}));
      }
      return ref;
    }

    private Outcome outcome(RemoteMethod method, @Nullable Object[] args) {
      try {
        return Outcome.of(method.invoke(args));
      } catch (Throwable e) {
        return Outcome.failed(e);
      }
    }
  }
}
