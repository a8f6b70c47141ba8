package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.WeaveException;
import org.junit.jupiter.api.Test;

class RemoteLambdaTest {

  private static final String TASKS =
      """
      @Remote static int square(int x) { return x * x; }
      @Remote static long add(long a, long b) { return a + b; }
      @Remote static Integer boxed(Integer a) { return a; }
      @Remote static <T> T same(T x) { return x; }
      @Remote static void nothing() {}
      @Remote static Object refOf(ObjectRef<Integer> ref) { return ref.get(); }
      static int local(int x) { return x; }
      @Remote static class Box { private int n; int add(int by) { return n += by; }
        void set(long to, int by) { n = (int) to + by; }
        private int secret() { return n; }
        ObjectRef<Integer> own() { return Weft.remote(() -> secret()); }
        ObjectRef<Integer> nested() { return Weft.remote(() -> square(add(1))); } }
      """;

  private final RecordingEngine engine = new RecordingEngine();

  private Object run(String body) throws Throwable {
    return Program.of(TASKS + "static Object run() throws Exception {\n" + body + "\n}")
        .woven()
        .run(engine);
  }

  @Test
  void shouldReturnTheRefOfTheCall() throws Throwable {
    assertThat(run("int x = 4; return Weft.remote(() -> square(x + 1)).get();")).isEqualTo(25);
    assertThat(engine.log()).containsExactly("P.square/1");
  }

  @Test
  void shouldReturnFailuresInTheRef() throws Throwable {
    assertThat(
            run(
                """
                ObjectRef<Object> r = Weft.remote(() -> same(Integer.valueOf(1)));
                ObjectRef<Long> bad = Weft.remote(() -> add(1, 2));
                return r.get() + "" + bad.get();
                """))
        .isEqualTo("13");
  }

  @Test
  void shouldPassRefsAsArguments() throws Throwable {
    Object result =
        run(
            """
            ObjectRef<Integer> a = Weft.put(3);
            ObjectRef<Long> b = Weft.put(4L);
            ObjectRef<Integer> c = Weft.remote(() -> square(a.get()));
            ObjectRef<Long> d = Weft.remote(() -> add(b.get(), Weft.get(b)));
            ObjectRef<Integer> e = Weft.remote(() -> boxed(c.get()));
            ObjectRef<String> f = Weft.remote(() -> same(Weft.put("s").get()));
            return c.get() + " " + d.get() + " " + e.get() + " " + f.get();
            """);

    assertThat(result).isEqualTo("9 8 9 s");
    assertThat(engine.log())
        .containsExactly("P.square/1[0]", "P.add/2[0, 1]", "P.boxed/1[0]", "P.same/1[0]");
  }

  @Test
  void shouldWaitForRefsThatAreUsedOtherwise() throws Throwable {
    Object result =
        run(
            """
            ObjectRef<Integer> a = Weft.put(3);
            ObjectRef<Integer> b = Weft.remote(() -> square(a.get() + 1));
            ObjectRef<Integer> c = Weft.remote(() -> { int x = a.get(); return square(x); });
            ObjectRef<Long> d = Weft.remote(() -> add(a.get(), 1));
            ObjectRef<Object> e = Weft.remote(() -> refOf(a));
            ObjectRef<Object> f = Weft.remote(() -> refOf(Weft.put(a).get()));
            return List.of(b.get(), c.get(), d.get(), e.get(), f.get());
            """);

    assertThat(result).hasToString("[16, 9, 4, 3, 3]");
    assertThat(engine.log())
        .containsExactly("P.square/1", "P.square/1", "P.add/2", "P.refOf/1", "P.refOf/1");
  }

  @Test
  void shouldBuildTaskGraphs() throws Throwable {
    Object result =
        run(
            """
            ObjectRef<Long> r = Weft.remote(() -> add(add(1, 2), add(add(3, 4), 5)));
            ObjectRef<Integer> s = Weft.remote(() -> square(square(square(2))));
            return r.get() + " " + s.get();
            """);

    assertThat(result).isEqualTo("15 256");
    assertThat(engine.log())
        .containsExactly(
            "P.add/2",
            "P.add/2",
            "P.add/2[0]",
            "P.add/2[0, 1]",
            "P.square/1",
            "P.square/1[0]",
            "P.square/1[0]");
  }

  @Test
  void shouldDispatchCallsOfActors() throws Throwable {
    Object result =
        run(
            """
            Box box = new Box();
            ObjectRef<Long> five = Weft.put(5L);
            ObjectRef<Void> done = Weft.remote(() -> box.set(five.get(), 1));
            done.get();
            ObjectRef<Integer> six = Weft.remote(() -> box.add(0));
            ObjectRef<Integer> sq = Weft.remote(() -> square(box.add(1)));
            ObjectRef<Integer> secret = Weft.remote(() -> box.secret());
            return six.get() + " " + sq.get() + " " + secret.get();
            """);

    assertThat(result).isEqualTo("6 49 7");
    assertThat(engine.log())
        .containsExactly(
            "new Box/0", "Box.set/2[0]", "Box.add/1", "Box.add/1", "P.square/1[0]", "Box.secret/0");
  }

  @Test
  void shouldDispatchToItselfInsideAnActorButKeepArgumentsLocal() throws Throwable {
    assertThat(run("Box b = new Box(); b.add(2); return b.own().get() + b.nested().get();"))
        .isEqualTo(11);
    assertThat(engine.log())
        .containsExactly(
            "new Box/0", "Box.add/1", "Box.own/0", "Box.secret/0", "Box.nested/0", "P.square/1");
  }

  @Test
  void shouldTakeOptions() throws Throwable {
    Object result =
        run(
            """
            long big = 1L << 40; int x = 2; Box box = new Box();
            CallOptions o = Weft.options().retries(0).name("n");
            ObjectRef<Long> a = o.remote(() -> add(big, square(x)));
            ObjectRef<Integer> b = Weft.options().retries(9).remote(() -> box.add(x));
            o.remote(() -> nothing());
            return a.get() - big + b.get();
            """);

    assertThat(result).isEqualTo(6L);
    assertThat(engine.log())
        .containsExactly(
            "new Box/0",
            "P.square/1",
            "P.add/2 name=n retries=0",
            "Box.add/1 retries=9",
            "P.nothing/0 name=n retries=0");
  }

  @Test
  void shouldAcceptBranchesBlocksAndVoid() throws Throwable {
    Object result =
        run(
            """
            List<Object> out = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
              int n = i;
              out.add(Weft.remote(() -> n == 0 ? square(5) : square(n)).get());
              out.add(Weft.remote(() -> { local(n); if (n > 1) return square(9); return boxed(n); })
                  .get());
              ObjectRef<Void> v = Weft.remote(() -> { if (n > 0) square(n); else nothing(); });
              out.add(v.isDone());
              ObjectRef<Void> w = Weft.remote(() -> { nothing(); return null; });
              out.add(w.get());
              out.add(Weft.remote(() -> switch (n) { case 0 -> square(1); default -> square(n); })
                  .get());
            }
            return out;
            """);

    assertThat(result)
        .hasToString("[25, 0, true, null, 1, 1, 1, true, null, 1, 4, 81, true, null, 4]");
  }

  @Test
  void shouldAcceptMethodReferences() throws Throwable {
    Object result =
        run(
            """
            Box box = new Box();
            Weft.remote(P::nothing);
            ObjectRef<Integer> a = Weft.options().name("s").remote(box::secret);
            return a.get();
            """);

    assertThat(result).isEqualTo(0);
    assertThat(engine.log()).containsExactly("new Box/0", "P.nothing/0", "Box.secret/0 name=s");
  }

  @Test
  void shouldWeaveNestedVerbsAndLambdasInLambdas() throws Throwable {
    Object result =
        run(
            """
            List<ObjectRef<Integer>> refs = List.of(1, 2, 3).stream()
                .map(i -> Weft.remote(() -> square(Weft.remote(() -> square(i)).get()))).toList();
            return Weft.get(refs);
            """);

    assertThat(result).hasToString("[1, 16, 81]");
    assertThat(engine.log())
        .containsExactly(
            "P.square/1",
            "P.square/1[0]",
            "P.square/1",
            "P.square/1[0]",
            "P.square/1",
            "P.square/1[0]");
  }

  @Test
  void shouldEvaluateArgumentsInTheCallerAndThrowThere() {
    assertThatThrownBy(
            () ->
                run(
                    "ObjectRef<Integer> none = null; return Weft.remote(() -> square(none.get()));"))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> run("Box b = null; return Weft.remote(() -> b.add(1));"))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void shouldHandLaterInputsOverLongLivedOperands() throws Throwable {
    Object result =
        run(
            """
            ObjectRef<Long> a = Weft.put(3L);
            int[] i = {0};
            long[] xs = {7, 8};
            return Weft.options().retries(1).remote(() -> add(a.get(), xs[i[0]++])).get() * 10 + i[0];
            """);

    assertThat(result).isEqualTo(101L);
    assertThat(engine.log()).containsExactly("P.add/2[0] retries=1");
  }

  @Test
  void shouldRefuseWhatIsNoRemoteCall() {
    assertRefused(
        "return Weft.remote(() -> local(3));",
        "P.run(P.java:18): Weft.remote: The lambda does not end in a remote call."
            + " P.local is not @Remote. Let the lambda end in a call of a @Remote static method");
    assertRefused(
        "int x = 1;\nreturn Weft.remote(() ->\n    square(x) + 1);",
        "P.run(P.java:20): Weft.remote: The lambda does not end in a remote call.");
    assertRefused(
        "return Weft.remote(() -> { int x = square(1); return x; });", "does not end in a remote");
    assertRefused(
        "int x = 1; return Weft.remote(() -> x == 1 ? square(1) : local(2));",
        "One way through the lambda does not end in a remote call. P.local is not @Remote.");
    assertRefused(
        "return Weft.remote(() -> { try { return square(1); } catch (RuntimeException e) {"
            + " return square(2); } });",
        "The remote call stands in a try block");
    assertRefused(
        "return Weft.options().remote(() -> System.gc());",
        "options().remote: The lambda does not end in a remote call. java.lang.System.gc is not");
  }

  @Test
  void shouldRefuseLambdasThatAreNotInPlace() {
    assertRefused(
        "RemoteCall<Integer> c = () -> square(1);\nreturn Weft.remote(c);",
        "P.run(P.java:19): Weft.remote: The lambda does not stand in place."
            + " Write it directly as the argument: Weft.remote(() -> call(…)).");
    assertRefused(
        "boolean b = true; return Weft.remote(b ? () -> square(1) : () -> square(2));",
        "does not stand in place");
    assertRefused(
        "return Weft.remote(new RemoteCall<Integer>() { public Integer call() { return 1; }});",
        "does not stand in place");
    assertRefused(
        "return List.of(1).stream().map(i -> Weft.remote(() -> i)).toList();",
        "P.run(P.java:18): Weft.remote: The lambda does not end in a remote call.");
  }

  @Test
  void shouldCreateActorsWithOptions() throws Throwable {
    String body =
        """
        @Remote static class A { int n; A(int n) { this.n = n; } A() { this(8); }
          int n() { return n; } }
        static Object run() {
          A a = Weft.options().name("x").actor(() -> new A(new A(4).n()));
          A b = Weft.options().name("x").actor(() -> new A(5));
          A c = Weft.options().name("y").actor(A::new);
          return a.n() + " " + b.n() + " " + c.n() + a.equals(b) + Weft.actor(A.class, "y").n();
        }
        """;

    assertThat(Program.of(body).woven().run(engine)).isEqualTo("4 4 8true8");
    assertThat(engine.log())
        .startsWith("new A/1", "A.n/0", "new A/1 name=x", "new A/1 name=x", "new A/0 name=y");
  }

  @Test
  void shouldForgetTheOptionsOfACreationThatFailed() throws Throwable {
    String body =
        """
        @Remote static class Base { Base(int x) { } }
        @Remote class Inner { }
        @Remote static class A { A(boolean fail) { if (fail) throw new IllegalStateException(); } }
        static Object run() {
          CallOptions named = Weft.options().name("x");
          try { named.actor(() -> new P().new Inner()); } catch (dev.weft.error.WeaveException e) { }
          new A(false);
          try { named.actor(() -> new A(true)); } catch (IllegalStateException e) { }
          new A(false);
          return null;
        }
        """;

    Program.of(body).woven().run(engine);

    assertThat(engine.log()).containsExactly("new A/1", "new A/1 name=x", "new A/1");
  }

  @Test
  void shouldRefuseLambdasThatCreateNoActor() {
    assertRefused(
        "return Weft.options().actor(() -> new Object());",
        "P.run(P.java:18): options().actor: java.lang.Object is no actor");
    assertRefused(
        "Box b = new Box(); return Weft.options().actor(() -> b);",
        "The lambda does not end in the creation of an actor.");
    assertRefused(
        "java.util.function.Supplier<Box> s = Box::new; return Weft.options().actor(s);",
        "options().actor: The lambda does not stand in place. Write it directly");
  }

  private void assertRefused(String body, String message) {
    assertThatThrownBy(() -> run(body))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining(message);
  }
}
