package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.WeftConfig;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.TaskCall;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An activation on a thread of its own, over an engine whose calls end when the test says so. */
@Timeout(60)
class StrictOrderTest {

  private final LinkedBlockingQueue<PromiseRef<@Nullable Object>> calls =
      new LinkedBlockingQueue<>();
  private final ExecutorService activation = Executors.newSingleThreadExecutor();
  private final Scope scope = Scope.open(null);
  private final Handle tally = new Handle();
  private final Handle other = new Handle();
  private volatile @Nullable Thread thread;

  @BeforeEach
  void start() {
    Engines.install(config -> new ManualEngine());
    Engines.start(WeftConfig.fromEnvironment().strict(true));
  }

  @AfterEach
  void stop() {
    Engines.stop();
    StrictOrder.set(false);
    activation.shutdownNow();
  }

  @Test
  void shouldHoldBackACallThatIsGivenTheSameActor() throws Exception {
    Future<?> program =
        run(
            () -> {
              task(tally, 4);
              task(tally.again(), 5);
            });
    PromiseRef<@Nullable Object> first = nextCall();
    assertWaits(program);

    first.complete(Outcome.of(1));

    nextCall();
    program.get();
  }

  @Test
  void shouldLetCallsThatShareNothingOverlap() throws Exception {
    run(() -> {
          task(tally, 1);
          task(other, 2);
          task("no actor", 3);
          task("no actor", 4);
        })
        .get();

    assertThat(calls).hasSize(4);
  }

  @Test
  void shouldFindHandlesInArraysAndCollections() throws Exception {
    Object[] array = {"x", tally};
    for (Object holder : List.of(List.of(1, List.of(tally)), array, Map.of("tally", tally))) {
      Future<?> program =
          run(
              () -> {
                task(holder, 1);
                task(tally, 2);
              });
      PromiseRef<@Nullable Object> first = nextCall();
      assertWaits(program);
      first.complete(Outcome.of(1));
      nextCall().complete(Outcome.of(2));
      program.get();
    }
  }

  @Test
  void shouldOrderCallsOnAnActorAndTasksThatAreGivenIt() throws Exception {
    Future<?> program =
        run(
            () -> {
              call(tally);
              call(tally);
              task(tally, 1);
              call(tally);
            });
    PromiseRef<@Nullable Object> first = nextCall();
    PromiseRef<@Nullable Object> second = nextCall();
    assertWaits(program);
    second.complete(Outcome.of(1));
    assertWaits(program);
    first.complete(Outcome.of(1));
    PromiseRef<@Nullable Object> task = nextCall();
    assertWaits(program);

    task.complete(Outcome.of(2));

    nextCall();
    program.get();
  }

  @Test
  void shouldThrowTheFailureThatTheProgramWouldHaveStoppedAt() throws Exception {
    Future<?> program =
        run(
            () -> {
              task("no actor", 0);
              task(tally, 1);
              assertThatThrownBy(() -> task(tally, 2)).hasMessage("the first in order");
            });
    PromiseRef<@Nullable Object> unrelated = nextCall();
    nextCall().complete(Outcome.failed(new IllegalStateException("a later one")));
    unrelated.complete(Outcome.failed(new IllegalStateException("the first in order")));

    program.get();

    assertThat(calls).as("the call after the failure").isEmpty();
  }

  @Test
  void shouldGoOnAfterAFailureThatTheProgramHasCaught() throws Exception {
    Future<?> program =
        run(
            () -> {
              task(tally, 1);
              task(other, 1);
              try {
                Scope.join(scope);
              } catch (IllegalStateException e) {
                assertThat(Scope.settle(scope, e)).hasMessage("caught");
              }
              task(List.of(tally, other), 2);
            });
    nextCall().complete(Outcome.failed(new IllegalStateException("caught")));
    nextCall().complete(Outcome.of(1));

    nextCall();

    program.get();
  }

  @Test
  void shouldLookAtAHandleThatIsStillOnItsWay() throws Exception {
    PromiseRef<Object> late = new PromiseRef<>();
    Future<?> program =
        run(
            () -> {
              task(tally, 1);
              submit("onHandle", new int[] {0}, late);
            });
    PromiseRef<@Nullable Object> first = nextCall();
    late.complete(Outcome.of(tally.again()));
    assertWaits(program);

    first.complete(Outcome.of(1));

    nextCall();
    program.get();
  }

  @Test
  void shouldKeepManyCallsOnOneActorCheap() throws Exception {
    int count = 100_000;

    Future<?> program =
        run(
            () -> {
              for (int i = 0; i < count; i++) {
                call(tally);
              }
            });

    program.get(30, TimeUnit.SECONDS);
    assertThat(calls).hasSize(count);
  }

  @Test
  void shouldDoNothingWhenItIsOff() throws Exception {
    StrictOrder.set(false);

    run(() -> {
          task(tally, 4);
          task(tally, 5);
        })
        .get();

    assertThat(calls).hasSize(2);
  }

  private Future<?> run(Runnable body) {
    return activation.submit(
        () -> {
          thread = Thread.currentThread();
          body.run();
        });
  }

  private PromiseRef<@Nullable Object> nextCall() throws InterruptedException {
    PromiseRef<@Nullable Object> call = calls.poll(10, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("No call within 10 s.");
    }
    return call;
  }

  /** The activation waits, and has made no further call. */
  private void assertWaits(Future<?> program) {
    Thread running = thread;
    while (running == null || running.getState() != Thread.State.WAITING) {
      assertThat(program.isDone()).as("the program is over").isFalse();
      Thread.onSpinWait();
      running = thread;
    }
    assertThat(program.isDone()).as("the program is over").isFalse();
    assertThat(calls).as("calls that should wait").isEmpty();
  }

  private void task(Object holder, int number) {
    submit("work", new int[0], holder, number);
  }

  private void submit(String name, int[] inputs, Object... args) {
    LinkedCall site = new LinkedCall(method(name, args.length), inputs, null);
    Dispatch.submit(site, CallOptions.defaults(), args, scope);
  }

  private void call(Handle actor) {
    LinkedCall site = new LinkedCall(method("add", 0), new int[0], null);
    Dispatch.call(site, CallOptions.defaults(), actor, new Object[0], scope);
  }

  private static RemoteMethod method(String name, int arguments) {
    MethodType type =
        name.equals("onHandle")
            ? MethodType.methodType(Object.class, Handle.class)
            : MethodType.genericMethodType(arguments);
    return new RemoteMethod(
        StrictOrderTest.class,
        name,
        type.toMethodDescriptorString(),
        name,
        0,
        RemoteMethod.Kind.TASK,
        MethodHandles.constant(Object.class, "never run"));
  }

  /** A handle of an actor, as the weaver makes them. */
  private static final class Handle implements Actor {

    private final ActorAddress address;

    Handle() {
      this(new ActorAddress(UUID.randomUUID(), UUID.randomUUID(), "Tally"));
    }

    private Handle(ActorAddress address) {
      this.address = address;
    }

    /** Another handle of the same actor. */
    Handle again() {
      return new Handle(address);
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

  /** Its calls are over when the test completes them. */
  private final class ManualEngine extends CallsOnlyEngine {

    @Override
    public ObjectRef<@Nullable Object> submit(TaskCall call) {
      return pending();
    }

    @Override
    public ObjectRef<@Nullable Object> call(ActorCall call) {
      return pending();
    }

    private ObjectRef<@Nullable Object> pending() {
      PromiseRef<@Nullable Object> ref = new PromiseRef<>();
      calls.add(ref);
      return ref;
    }
  }
}
