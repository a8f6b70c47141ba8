package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExecutorWeavingTest {

  /** Gives a lambda away and makes it again, as if it had travelled. */
  private static final String TRAVEL =
      """
      static int price(int x) { return 10 * x; }
      @SuppressWarnings("unchecked")
      static <T> T travel(T lambda) throws Exception {
        java.lang.reflect.Method describe = lambda.getClass().getDeclaredMethod("writeReplace");
        describe.setAccessible(true);
        Object form = describe.invoke(lambda);
        java.lang.reflect.Method table =
            P.class.getDeclaredMethod("$deserializeLambda$", form.getClass());
        table.setAccessible(true);
        T made = (T) table.invoke(null, form);
        if (made.getClass() == lambda.getClass()) throw new AssertionError("the same");
        return made;
      }
      """;

  private final RecordingEngine engine = new RecordingEngine();

  private Object run(String body) throws Throwable {
    return Program.of(TRAVEL + "static Object run() throws Exception {\n" + body + "\n}")
        .woven()
        .run(engine);
  }

  @Test
  void shouldRunTasksInTheCluster() throws Throwable {
    assertThat(
            run(
                """
                ExecutorService pool = Weft.executor();
                int x = 4;
                Future<Integer> f = pool.submit(() -> price(x));
                return f.get() + " " + Weft.options().retries(0).executor().submit(() -> 1).get();
                """))
        .isEqualTo("40 1");
    assertThat(engine.log())
        .containsExactly(
            "Weft.executor/4 name=a lambda of P", "Weft.executor/4 name=a lambda of P retries=0");
  }

  @Test
  void shouldMakeLambdasAgainFromTheirDescriptions() throws Throwable {
    assertThat(
            run(
                """
                ExecutorService pool = Weft.executor();
                long a = 1L << 40; double b = 0.5; String c = "c"; byte d = 1; boolean e = true;
                Callable<String> all = travel(() -> a + b + c + d + e);
                java.util.function.Supplier<Integer> none = travel(() -> price(1));
                Runnable run = travel(() -> {});
                java.util.function.Function<Integer, Integer> ref = travel(P::price);
                java.util.function.Function<String, String> bound = travel(c::concat);
                Callable<List<String>> made = travel(ArrayList::new);
                run.run();
                return all.call() + none.get() + ref.apply(2) + bound.apply("d") + made.call();
                """))
        .isEqualTo("1.0995116277765E12c1true1020cd[]");
  }

  @Test
  void shouldKeepTheTableThatTheCompilerWrote() throws Throwable {
    assertThat(
            run(
                """
                ExecutorService pool = Weft.executor();
                Callable<Integer> mine = travel((Callable<Integer> & java.io.Serializable) () -> 1);
                Callable<Integer> woven = travel(() -> 2);
                return mine.call() + woven.call();
                """))
        .isEqualTo(3);
  }

  @Test
  void shouldRefuseADescriptionThatIsNotItsOwn() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    Callable<Integer> task = () -> 2;
                    Weft.executor().submit(task);
                    java.lang.reflect.Method table = P.class.getDeclaredMethod(
                        "$deserializeLambda$", java.lang.invoke.SerializedLambda.class);
                    table.setAccessible(true);
                    try {
                      return table.invoke(null, new java.lang.invoke.SerializedLambda(P.class,
                        "java/util/concurrent/Callable", "call", "()Ljava/lang/Object;", 6,
                        "java/lang/System", "exit", "(I)V", "()Ljava/lang/Object;",
                        new Object[] {3}));
                    } catch (java.lang.reflect.InvocationTargetException e) {
                      throw (Exception) e.getCause();
                    }
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("P has no lambda exit(I)V that can travel.");
  }

  /** What no instruction of concerns is copied as it is; what it says counts all the same. */
  @Test
  void shouldSeeExecutorsInMethodsThatAreNotWoven() throws Throwable {
    assertThat(
            Program.of(
                    """
                    @Remote static int f(int x) { return x; }
                    static <T> T with(ExecutorService pool, Callable<T> task) throws Exception {
                      return pool.submit(task).get();
                    }
                    static Callable<Integer> task(int x) { return () -> x + 1; }
                    static Object run() throws Exception {
                      return f(task(1).call()) + " " + (task(1) instanceof java.io.Serializable);
                    }
                    """)
                .woven()
                .run(engine))
        .isEqualTo("2 true");
  }

  @Test
  void shouldLeaveLambdasThatDoNotLeave() throws Throwable {
    assertThat(
            Program.of(
                    """
                    @Remote static int f(int x) { return x; }
                    @Remote static class A { int n;
                      boolean own() { Callable<Integer> c = () -> n; Weft.executor();
                        return c instanceof java.io.Serializable; } }
                    static Object run() throws Exception {
                      Callable<Integer> c = () -> f(1);
                      return c instanceof java.io.Serializable || new A().own();
                    }
                    """)
                .woven()
                .run(engine))
        .isEqualTo(false);
  }

  @Test
  void shouldRunUnwovenInTheSameThread() throws Throwable {
    assertThat(
            Program.of(
                    """
                    static Object run() throws Exception {
                      ExecutorService pool = Weft.executor();
                      Thread here = Thread.currentThread();
                      boolean same = pool.submit(() -> Thread.currentThread() == here).get();
                      CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> 1, pool);
                      pool.shutdown();
                      return same && f.join() == 1 && pool.awaitTermination(0, TimeUnit.SECONDS);
                    }
                    """)
                .run(engine))
        .isEqualTo(true);
    assertThat(engine.log()).isEmpty();
  }
}
