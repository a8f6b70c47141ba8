package dev.weft.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

  private static final String ENTRY = "dev.weft.bridge.RemoteMethod.invoke:47";
  private static final String RUN = "dev.weft.cluster.internal.task.RunningTask.call:140";
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor.runWorker:1136";
  private static final String DISPATCH = "dev.weft.bridge.Dispatch.submit:20";
  private static final String GET = "dev.weft.spi.PromiseRef.get:100";

  @Test
  void shouldEndWhereAnEngineCalledTheProgram() {
    Frames frames = program("shop.Prices.of:41", "shop.Prices.all:30", ENTRY, RUN, POOL);

    assertThat(text(frames)).containsExactly("shop.Prices.of:41", "shop.Prices.all:30");
    assertThat(frames.isCut()).isTrue();
  }

  @Test
  void shouldGoOnWhereTheCallRanInItsCallersThread() {
    Frames frames =
        program(
            "shop.Prices.of:41",
            ENTRY,
            "dev.weft.internal.inline.InlineEngine.submit:45",
            DISPATCH,
            "shop.Orders.total:12",
            ENTRY,
            RUN);

    assertThat(text(frames)).containsExactly("shop.Prices.of:41", "shop.Orders.total:12");
    assertThat(frames.isCut()).isTrue();
  }

  @Test
  void shouldKeepWhatTheProgramCalledAndHideWhatCalledIt() {
    Frames thrownByTheJdk =
        program("java.util.ArrayList.get:427", "shop.Prices.of:41", ENTRY, RUN, POOL);
    Frames calledByTheCodec =
        program(
            "shop.Price.readObject:9",
            "java.lang.reflect.Method.invoke:580",
            "com.esotericsoftware.kryo.Kryo.readObject:7",
            "dev.weft.store.internal.codec.Sessions.read:5",
            POOL);
    Frames waitsInAStream =
        program(
            GET,
            "shop.Orders.lambda$total$0:12",
            "java.util.stream.ReferencePipeline.map:3",
            "shop.Orders.total:11",
            "shop.Main.main:7");

    assertThat(text(thrownByTheJdk))
        .containsExactly("java.util.ArrayList.get:427", "shop.Prices.of:41");
    assertThat(text(calledByTheCodec)).containsExactly("shop.Price.readObject:9");
    assertThat(text(waitsInAStream))
        .containsExactly(
            "shop.Orders.lambda$total$0:12",
            "java.util.stream.ReferencePipeline.map:3",
            "shop.Orders.total:11",
            "shop.Main.main:7");
  }

  @Test
  void shouldKeepTheProgramsOwnThreadsAndLibraries() {
    Frames frames =
        program(
            GET,
            "shop.Orders.run:12",
            "com.hazelcast.internal.util.executor.Worker.run:8",
            POOL,
            "java.lang.Thread.run:840");

    assertThat(text(frames)).hasSize(4).startsWith("shop.Orders.run:12");
  }

  @Test
  void shouldHideHandlesOfActors() {
    Frames frames =
        program("dev.weft.bridge.Force.value:13", "shop.Votes.cast:-1", "shop.Main.main:7");

    assertThat(text(frames)).containsExactly("shop.Main.main:7");
  }

  @Test
  void shouldNameWovenLambdasAsTheCompilerDoes() {
    Frames frames = program("shop.Main.weft$remote$main$3:9", "shop.Main.main:9");

    assertThat(text(frames)).containsExactly("shop.Main.lambda$main$3:9", "shop.Main.main:9");
    assertThat(Frames.inItsMethod(frame("shop.Main.weft$remote$main$3:9")).getMethodName())
        .isEqualTo("main");
  }

  @Test
  void shouldTakeWeftsExamplesAndTestsForPrograms() {
    assertThat(Frames.isOfWeft("dev.weft.Weft")).isTrue();
    assertThat(Frames.isOfWeft("dev.weft.store.internal.codec.Sessions")).isTrue();
    assertThat(Frames.isOfWeft("dev.weft.examples.hello.Hello")).isFalse();
    assertThat(Frames.isOfWeft("dev.wefts.Loom")).isFalse();
  }

  private static Frames program(String... stack) {
    return Frames.ofProgram(
        Arrays.stream(stack).map(FramesTest::frame).toArray(StackTraceElement[]::new));
  }

  private static StackTraceElement frame(String text) {
    int colon = text.indexOf(':');
    int dot = text.lastIndexOf('.');
    return new StackTraceElement(
        text.substring(0, dot),
        text.substring(dot + 1, colon),
        "Some.java",
        Integer.parseInt(text.substring(colon + 1)));
  }

  private static List<String> text(Frames frames) {
    return frames.list().stream()
        .map(f -> f.getClassName() + "." + f.getMethodName() + ":" + f.getLineNumber())
        .toList();
  }
}
