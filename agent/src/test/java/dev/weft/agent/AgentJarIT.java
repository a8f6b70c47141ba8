package dev.weft.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.ChildProgram.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs applications with the agent's jar as it was built. */
@Timeout(120)
class AgentJarIT {

  private static final Path JAR = Path.of("target", "weft-agent.jar").toAbsolutePath();

  private static final String APP =
      """
      import dev.weft.*;
      public class App {
        @Remote static int square(int x) { return x * x; }
        @Remote static class Counter { private int n; int add(int by) { return n += by; } }
        public static void main(String[] args) {
          Counter counter = new Counter();
          counter.add(square(3));
          ObjectRef<Integer> five = Weft.put(5);
          ObjectRef<Integer> sum = Weft.remote(() -> counter.add(five.get()));
          System.out.println(sum.get() + " " + (counter instanceof dev.weft.bridge.Actor));
        }
      }
      """;

  @TempDir private Path temp;

  private ChildProgram program(String mode) {
    return new ChildProgram(temp).withOptions("-javaagent:" + JAR, "-Dweft.mode=" + mode);
  }

  @Test
  void shouldWeaveAnApplicationWithoutAWord() throws Exception {
    Result result = program("inline").compile("App", APP).run("App");

    assertThat(result).isEqualTo(new Result(0, "14 true\n", ""));
  }

  @Test
  void shouldStartTheEngineAtTheFirstCallWithOneLine() throws Exception {
    Result result = program("auto").compile("App", APP).run("App");

    assertThat(result.out()).isEqualTo("14 true\n");
    assertThat(result.err())
        .startsWith("weft ")
        .contains("embedded", "2 remote methods, 1 actor class woven")
        .hasLineCount(1);
    assertThat(result.exitValue()).isZero();
  }

  @Test
  void shouldStayOutOfTheWayOfAnApplicationWithoutRemoteCalls() throws Exception {
    Result result =
        program("auto")
            .compile(
                "Plain",
                """
                public class Plain {
                  public static void main(String[] args) {
                    Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().equals("weft-warm-up"))
                        .forEach(Plain::join);
                    System.out.println(Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().contains("weft")).toList());
                  }
                  static void join(Thread thread) {
                    try {
                      thread.join(30_000);
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                }
                """)
            .run("Plain");

    assertThat(result).isEqualTo(new Result(0, "[]\n", ""));
  }

  @Test
  void shouldWorkUnderAnyNameAndPath() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("a folder+100%"));
    Path copy = Files.copy(JAR, folder.resolve("weft-agent.jar"));
    Path alone = Files.createDirectories(temp.resolve("alone"));
    Path renamed = Files.copy(JAR, alone.resolve("other name.jar"));

    Result moved =
        new ChildProgram(temp)
            .withOptions("-javaagent:" + copy + "=mode=inline;banner=false")
            .compile("App", APP)
            .run("App");
    Result underOtherName =
        new ChildProgram(temp)
            .withOptions("-javaagent:" + renamed + "=mode=inline")
            .compile("App", APP)
            .run("App");

    assertThat(moved).isEqualTo(new Result(0, "14 true\n", ""));
    assertThat(underOtherName.out()).endsWith("14 true\n"); // JDK 17 says something about CDS
    assertThat(underOtherName.err()).doesNotContain("weft:");
  }

  @Test
  void shouldServeLoadersThatSeeThePlatformOnly() throws Exception {
    Result result =
        program("inline")
            .compile("App", APP)
            .compile(
                "Container",
                """
                import java.net.*;
                public class Container {
                  public static void main(String[] args) throws Exception {
                    URL[] urls = {new java.io.File(System.getProperty("java.class.path")).toURI().toURL()};
                    for (int i = 0; i < 2; i++) {
                      ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                      loader.loadClass("App").getMethod("main", String[].class)
                          .invoke(null, (Object) new String[0]);
                    }
                  }
                }
                """)
            .run("Container");

    assertThat(result).isEqualTo(new Result(0, "14 true\n14 true\n", ""));
  }

  @Test
  void shouldSayWhatCannotBeWovenAndThrowThere() throws Exception {
    Result result =
        program("inline")
            .compile(
                "Bad",
                """
                import dev.weft.*;
                public class Bad {
                  @Remote static int square(int x) { return x * x; }
                  public static void main(String[] args) {
                    System.out.println(square(2));
                    Weft.remote(() -> square(2) + 1);
                    System.out.println("never");
                  }
                }
                """)
            .run("Bad");

    assertThat(result.exitValue()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("4\n");
    assertThat(result.err().lines())
        .first()
        .asString()
        .startsWith("weft: error: Bad.main(Bad.java:6): Weft.remote: The lambda does not end in");
    assertThat(result.err())
        .contains(
            "Exception in thread \"main\" dev.weft.error.WeaveException: Bad.main(Bad.java:6):");
  }

  @Test
  void shouldWriteAReportAsClassesAreWoven() throws Exception {
    Path text = temp.resolve("of/this/run.txt");
    Path json = temp.resolve("run.json");

    Result result =
        program("inline").withOptions("-Dweft.report=" + text).compile("App", APP).run("App");
    program("inline").withOptions("-Dweft.report=" + json).compile("App", APP).run("App");

    assertThat(result).isEqualTo(new Result(0, "14 true\n", ""));
    assertThat(text).content().startsWith("Weft report: ").contains("at App.main(App.java:7)");
    assertThat(json).content().startsWith("{").contains("\"callee\": \"App.square\"");
  }

  @Test
  void shouldWeaveNothingInADryRunAndSayWhatItWould() throws Exception {
    Result result =
        program("auto").withOptions("-Dweft.dry-run=true").compile("App", APP).run("App");

    assertThat(result.out()).isEqualTo("14 false\n");
    assertThat(result.err())
        .startsWith("weft: dry run: nothing is woven")
        .contains("\nWeft report: ", "at App.main(App.java:7)")
        .doesNotContain("embedded", "not woven");
    assertThat(result.exitValue()).isZero();
  }

  /** The application has its own, older Hazelcast, Kryo, ASM and slf4j, and runs them. */
  @Test
  void shouldNotBeNoticedByOtherVersionsOfTheSameLibraries() throws Exception {
    Result result =
        program("auto")
            .withLibraries(Path.of("target", "older").toAbsolutePath())
            .withOptions("-Dhazelcast.logging.type=none", "-Dhazelcast.phone.home.enabled=false")
            .withOptions("-Dslf4j.internal.verbosity=ERROR")
            .compile(
                "Old",
                """
                import com.esotericsoftware.kryo.Kryo;
                import com.esotericsoftware.kryo.io.*;
                import com.hazelcast.config.Config;
                import com.hazelcast.core.*;
                import dev.weft.*;
                import java.util.*;
                public class Old {
                  @Remote static String version(String prefix) {
                    return prefix + com.hazelcast.instance.BuildInfoProvider.getBuildInfo().getVersion();
                  }
                  @Remote static class Store {
                    private final Map<String, String> map = new TreeMap<>();
                    int put(String k, String v) { map.put(k, v); return map.size(); }
                    Map<String, String> all() { return map; }
                  }
                  static String jar(Class<?> type) {
                    String file = type.getProtectionDomain().getCodeSource().getLocation().getPath();
                    return file.substring(file.lastIndexOf('/') + 1);
                  }
                  public static void main(String[] args) {
                    Config config = new Config();
                    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
                    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
                    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
                    config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
                    HazelcastInstance before = Hazelcast.newHazelcastInstance(config);
                    System.out.println(version("remote "));
                    Store store = new Store();
                    store.put("a", "b");
                    before.getMap("m").put("k", "v");
                    System.out.println(store.all() + " " + before.getMap("m").get("k")
                        + " " + before.getCluster().getMembers().size());
                    HazelcastInstance after = Hazelcast.newHazelcastInstance(config);
                    after.getMap("m").put("k", "w");
                    System.out.println(after.getMap("m").get("k"));
                    Kryo kryo = new Kryo();
                    Output output = new Output(100);
                    kryo.writeClassAndObject(output, new ArrayList<>(List.of("x")));
                    System.out.println(kryo.readClassAndObject(new Input(output.toBytes())));
                    System.out.println(jar(Hazelcast.class) + " " + jar(Kryo.class) + " "
                        + jar(org.objectweb.asm.ClassReader.class) + " "
                        + jar(org.slf4j.LoggerFactory.class));
                    System.out.println(org.slf4j.LoggerFactory.getILoggerFactory().getClass());
                    Hazelcast.shutdownAll();
                  }
                }
                """)
            .run("Old");

    assertThat(result.out())
        .isEqualTo(
            """
            remote 5.3.8
            {a=b} v 1
            w
            [x]
            hazelcast-5.3.8.jar kryo-4.0.3.jar asm-9.4.jar slf4j-api-2.0.9.jar
            class org.slf4j.helpers.NOPLoggerFactory
            """);
    assertThat(result.err().lines().filter(line -> line.contains("weft")))
        .singleElement()
        .asString()
        .contains("1 remote method"); // the actor's class comes later
    assertThat(result.exitValue()).isZero();
  }
}
