package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Remote methods that are declared to return a ref or a future. */
class FutureResultTest {

  private static final String METHODS =
      """
      @Remote static int square(int x) { return x * x; }
      @Remote static ObjectRef<Integer> ref(int x) { return Weft.remote(() -> square(x)); }
      static final Map<Integer, CompletableFuture<String>> GIVEN = new ConcurrentHashMap<>();
      static CompletableFuture<String> given(int x) {
        return GIVEN.computeIfAbsent(x, i -> new CompletableFuture<>());
      }
      @Remote static CompletableFuture<String> future(int x) { return given(x); }
      @Remote static CompletionStage<String> stage(int x) { return given(x).thenApply(s -> s + "!"); }
      @Remote CompletableFuture<Void> ofInstance() { return CompletableFuture.runAsync(() -> {}); }
      @Remote static ObjectRef<Integer> nothing() { return null; }
      static String failure(Callable<?> call) {
        try { return "" + call.call(); } catch (Exception e) {
          return e.getClass().getSimpleName() + ": " + e.getCause();
        }
      }
      """;

  private final RecordingEngine engine = new RecordingEngine();

  @Test
  void shouldReturnToPlainCallsAtOnce() throws Throwable {
    Program program =
        Program.of(
            METHODS
                + """
                static Object run() throws Exception {
                  ObjectRef<Integer> r = ref(3);
                  CompletableFuture<String> f = future(1);
                  CompletionStage<String> s = stage(1);
                  boolean early = f.isDone() || s.toCompletableFuture().isDone();
                  given(1).complete("one");
                  new P().ofInstance().get();
                  return List.of(r.get(), early, f.get(), s.toCompletableFuture().get());
                }
                """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .hasToString("[9, false, one, one!]");
    assertThat(engine.log())
        .containsExactly("P.ref/1", "P.square/1", "P.future/1", "P.stage/1", "P.ofInstance/1");
  }

  @Test
  void shouldPassOnTheFailureOfAFuture() throws Throwable {
    Program program =
        Program.of(
            METHODS
                + """
                static Object run() {
                  CompletableFuture<String> f = future(1);
                  CompletionStage<String> s = stage(1);
                  given(1).completeExceptionally(new java.io.IOException("no"));
                  return List.of(failure(f::get), failure(f::join));
                }
                """);

    assertThat(program.woven().run(engine))
        .isEqualTo(program.run())
        .hasToString(
            "[ExecutionException: java.io.IOException: no,"
                + " CompletionException: java.io.IOException: no]");
  }

  @Test
  void shouldFailWhenThereIsNoFuture() throws Throwable {
    Program program =
        Program.of(
            METHODS
                + """
                static Object run() {
                  ObjectRef<Integer> r = nothing();
                  try { return r.get(); } catch (NullPointerException e) { return e.getMessage(); }
                }
                """);

    assertThat(program.woven().run(engine))
        .isEqualTo("P.nothing returned null in place of a future.");
  }

  @Test
  void shouldKeepTheTypeThatRemoteLambdasHave() throws Throwable {
    Program program =
        Program.of(
            METHODS
                + """
                @Remote static int plus(int a, int b) { return a + b; }
                @Remote static int unwrap(ObjectRef<Integer> a) { return a.get(); }
                @Remote static <T> T same(T x) { return x; }
                static Object run() throws Exception {
                  ObjectRef<ObjectRef<Integer>> r = Weft.remote(() -> ref(3));
                  ObjectRef<CompletableFuture<String>> f = Weft.options().name("f").remote(() -> future(1));
                  ObjectRef<Void> done = Weft.remote(() -> { stage(1); });
                  boolean early = f.get().isDone() || done.isDone();
                  given(1).complete("one");
                  ObjectRef<Integer> sum = Weft.remote(() -> plus(ref(2).get(), 1));
                  ObjectRef<Integer> inner = Weft.remote(() -> unwrap(ref(4)));
                  ObjectRef<ObjectRef<Integer>> kept = Weft.remote(() -> same(ref(5)));
                  return List.of(r.get().get(), f.get().get(), early, done.isDone(), sum.get(),
                      inner.get(), kept.get().get());
                }
                """);

    assertThat(program.woven().run(engine)).hasToString("[9, one, false, true, 5, 16, 25]");
    assertThat(engine.log()).contains("P.future/1 name=f", "P.plus/2[0]", "P.same/1");
  }

  @Test
  void shouldReturnFromActorsAtOnce() throws Throwable {
    Program program =
        Program.of(
            """
            @Remote static class Box {
              private final transient CompletableFuture<String> next = new CompletableFuture<>();
              CompletableFuture<String> next() { return next; }
              void put(String x) { next.complete(x); }
              String both() { return next().getNow("none"); }
            }
            static Object run() throws Exception {
              Box box = new Box();
              CompletableFuture<String> next = box.next();
              String before = box.both();
              ObjectRef<CompletableFuture<String>> again = Weft.remote(() -> box.next());
              box.put("x");
              return List.of(before, next.get(), again.get().get(), box.both());
            }
            """);

    assertThat(program.woven().run(engine)).isEqualTo(program.run()).hasToString("[none, x, x, x]");
    assertThat(engine.log())
        .containsExactly(
            "new Box/0", "Box.next/0", "Box.both/0", "Box.next/0", "Box.put/1", "Box.both/0");
  }
}
