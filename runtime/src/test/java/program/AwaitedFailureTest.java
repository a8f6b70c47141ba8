package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.bridge.RemoteMethod;
import dev.weft.error.ActorDiedException;
import dev.weft.error.WeftException;
import dev.weft.internal.trace.FarTrace;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A program, as Weft sees it: its frames are not Weft's own. */
@Timeout(60)
@Isolated("it sets which frames all of this process show")
class AwaitedFailureTest {

  private static final StackTraceElement SITE =
      new StackTraceElement("program.Orders", "total", "Orders.java", 12);

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    Traces.showAll(false);
    pool.shutdownNow();
  }

  @Test
  void shouldShowTheCallAndWhoWaited() {
    PromiseRef<Object> ref = failed(thrownByATask(), SITE);

    assertThat(shown(awaitIn(ref)))
        .startsWith(
            "Tasks.inner",
            "Tasks.outer",
            "program.Orders.total(Orders.java:12)",
            "---- weft.awaited (thread " + Thread.currentThread().getName() + ")",
            "AwaitedFailureTest.awaitIn",
            "AwaitedFailureTest.shouldShowTheCallAndWhoWaited")
        .noneMatch(line -> line.contains("dev.weft"));
  }

  @Test
  void shouldShowTheMemberThatItCameFromOnceForItsCausesToo() {
    IllegalStateException failure = thrownByATask();
    Function<Throwable, StackTraceElement[]> stacks = FarTrace.of("10.0.0.7", 5701).of(failure);
    StackTraceElement[] ofCause = stacks.apply(failure.getCause());
    failure.setStackTrace(stacks.apply(failure));
    failure.getCause().setStackTrace(ofCause);

    Throwable thrown = awaitIn(failed(failure, null));

    assertThat(shown(thrown))
        .startsWith(
            "Tasks.inner",
            "Tasks.outer",
            "---- weft.member (10.0.0.7:5701)",
            "AwaitedFailureTest.awaitIn");
    assertThat(shown(thrown.getCause()))
        .startsWith("Tasks.cause", "Tasks.inner", "Tasks.outer", "---- weft.member (10.0.0.7:5701)")
        .endsWith(shown(thrown).get(shown(thrown).size() - 1));
  }

  @Test
  void shouldThrowTheSameToAllWhoWaitAndNeverGrow() throws Exception {
    Outcome failed = Outcome.failed(thrownByATask()).calledAt(SITE);
    PromiseRef<Object> ref = new PromiseRef<>();
    CountDownLatch allWait = new CountDownLatch(4);
    Callable<List<List<String>>> waiter =
        () -> {
          allWait.countDown();
          List<List<String>> seen = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            Throwable thrown = awaitIn(ref);
            seen.add(shown(thrown));
            seen.add(shown(thrown.getCause()));
          }
          return seen;
        };
    List<Future<List<List<String>>>> waiters =
        List.of(pool.submit(waiter), pool.submit(waiter), pool.submit(waiter), pool.submit(waiter));
    allWait.await();
    ref.complete(failed);

    List<List<String>> first = waiters.get(0).get().subList(0, 2);
    for (Future<List<List<String>>> each : waiters) {
      List<List<String>> seen = each.get();
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i)).isEqualTo(first.get(i % 2));
      }
    }
    assertThat(awaitIn(ref)).isSameAs(awaitIn(ref));
    assertThat(shown(awaitIn(ref))).isEqualTo(first.get(0));
  }

  @Test
  void shouldBeginWeftsOwnFailuresWithTheWait() {
    PromiseRef<Object> ref = failed(onAnotherThread(() -> new ActorDiedException("gone")), SITE);

    List<String> shown = shown(awaitIn(ref));

    assertThat(shown).startsWith("AwaitedFailureTest.awaitIn");
    assertThat(shown).endsWith("---- weft.called (from)", "program.Orders.total(Orders.java:12)");
  }

  @Test
  void shouldShowWhoWaitedAfterAFutureDidNot() throws Exception {
    PromiseRef<Object> ref = failed(thrownByATask(), SITE);
    Throwable ofFuture =
        pool.submit(() -> catchThrowable(ref.toCompletableFuture()::join).getCause()).get();

    Throwable thrown = awaitIn(ref);

    assertThat(thrown).isSameAs(ofFuture);
    assertThat(shown(thrown))
        .startsWith("Tasks.inner", "Tasks.outer", "program.Orders.total(Orders.java:12)");
  }

  @Test
  void shouldLeaveWhatRanInTheCallersThreadAsItIs() {
    PromiseRef<Object> ref = new PromiseRef<>();
    List<String> before = new ArrayList<>();
    try {
      Tasks.outer();
    } catch (IllegalStateException e) {
      before.addAll(shown(e));
      ref.complete(Outcome.failed(e));
    }

    try {
      ref.get();
    } catch (IllegalStateException e) {
      assertThat(shown(e)).isEqualTo(before).isNotEmpty();
      return;
    }
    throw new AssertionError("It should have failed.");
  }

  @Test
  void shouldShowWhatIsNoFaultOfTheProgramWhole() {
    Throwable fault = onAnotherThread(() -> new IllegalStateException("a fault of Weft's"));
    StackTraceElement[] stack = {
      new StackTraceElement("dev.weft.store.Fault", "read", "Fault.java", 3)
    };
    fault.setStackTrace(stack);

    assertThat(shown(awaitIn(failed(fault, null)))).startsWith("dev.weft.store.Fault.read");
  }

  @Test
  void shouldShowAllWhenAsked() {
    Traces.showAll(true);

    assertThat(shown(awaitIn(failed(thrownByATask(), SITE))))
        .contains("dev.weft.bridge.RemoteMethod.invoke", "dev.weft.spi.PromiseRef.get");
  }

  @Test
  void shouldSurviveExceptionsThatAreHardToHandle() {
    Throwable mute = new Mute();
    Throwable hostile = new Hostile();
    WeftException circular = new WeftException("a");
    circular.initCause(new IllegalStateException(circular));

    assertThat(awaitIn(failed(mute, SITE))).isSameAs(mute);
    assertThat(awaitIn(failed(hostile, SITE))).isSameAs(hostile);
    assertThat(awaitIn(failed(circular, SITE))).isSameAs(circular);
  }

  private static Throwable awaitIn(PromiseRef<Object> ref) {
    return catchThrowable(ref::get);
  }

  private static PromiseRef<Object> failed(Throwable failure, StackTraceElement site) {
    PromiseRef<Object> ref = new PromiseRef<>();
    ref.complete(Outcome.failed(failure).calledAt(site));
    return ref;
  }

  /** What an engine catches that ran a task on a thread of its own. */
  private IllegalStateException thrownByATask() {
    return onAnotherThread(
        () -> {
          try {
            Tasks.METHOD.invoke(new Object[0]);
            throw new AssertionError("It should have failed.");
          } catch (IllegalStateException e) {
            return e;
          } catch (Throwable e) {
            throw new AssertionError(e);
          }
        });
  }

  private <T> T onAnotherThread(Callable<T> body) {
    try {
      return pool.submit(body).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Methods of the program without their lines; all else as it is printed. */
  private static List<String> shown(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .map(AwaitedFailureTest::shown)
        .filter(line -> !line.startsWith("org.assertj"))
        .filter(line -> !line.contains(".lambda$") && !line.endsWith(".call"))
        .toList();
  }

  private static String shown(StackTraceElement frame) {
    String line = frame.toString();
    boolean isMade = frame.getClassName().startsWith("-") || frame.equals(SITE);
    return isMade
        ? line
        : line.replaceFirst("\\(.*", "")
            .replaceFirst("^.*/", "")
            .replaceFirst("^program\\.(.*\\$)?", "");
  }

  /** Methods that fail. */
  private static final class Tasks {

    static final RemoteMethod METHOD = method();

    private Tasks() {}

    static Object outer() {
      return inner();
    }

    static Object inner() {
      throw new IllegalStateException("on purpose", cause());
    }

    static Throwable cause() {
      return new UnsupportedOperationException("at the bottom");
    }

    private static RemoteMethod method() {
      try {
        MethodHandle body =
            MethodHandles.lookup()
                .findStatic(Tasks.class, "outer", MethodType.methodType(Object.class));
        return new RemoteMethod(
            Tasks.class,
            "outer",
            "()Ljava/lang/Object;",
            "Tasks.outer",
            0,
            RemoteMethod.Kind.TASK,
            body.asSpreader(Object[].class, 0));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Has no stack, and takes none. */
  private static final class Mute extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Mute() {
      super("mute", null, false, false);
    }
  }

  /** Fails when it is looked at. */
  private static final class Hostile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new UnsupportedOperationException("no cause for anyone");
    }
  }
}
