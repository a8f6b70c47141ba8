package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.esotericsoftware.kryo.io.Output;
import com.example.canary.Songs;
import com.example.shop.Order;
import dev.weft.error.WeftException;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import dev.weft.store.ValueCodec;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileBytesTest {

  private final List<String> asked = new ArrayList<>();
  private final ValueCodec codec =
      new KryoValueCodec(
          name -> {
            asked.add(name);
            return Class.forName(name, false, getClass().getClassLoader());
          });

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.URL",
        "java.net.URLClassLoader",
        "java.util.ServiceLoader",
        "java.util.ServiceLoader$LazyClassPathLookupIterator",
        "java.lang.ProcessBuilder",
        "java.lang.Runtime",
        "java.lang.Thread",
        "java.lang.ClassLoader",
        "java.lang.reflect.Proxy",
        "java.lang.reflect.Method",
        "java.lang.invoke.SerializedLambda",
        "java.lang.invoke.MethodHandle",
        "java.beans.EventHandler",
        "java.rmi.server.UnicastRemoteObject",
        "java.security.SignedObject",
        "java.util.concurrent.ForkJoinPool",
        "java.util.Scanner",
        "java.util.Timer",
        "java.util.HashMap$Node",
        "javax.script.ScriptEngineManager",
        "javax.naming.Reference",
        "javax.naming.InitialContext",
        "javax.management.BadAttributeValueExpException",
        "javax.imageio.spi.FilterIterator",
        "com.sun.rowset.JdbcRowSetImpl",
        "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
        "com.sun.jndi.ldap.LdapAttribute",
        "sun.reflect.annotation.AnnotationInvocationHandler",
        "sun.misc.Unsafe",
        "jdk.internal.misc.Unsafe",
        "com.hazelcast.core.Hazelcast",
        "com.hazelcast.jet.pipeline.Pipeline",
        "com.esotericsoftware.kryo.Kryo",
        "com.esotericsoftware.kryo.serializers.ClosureSerializer",
        "org.objenesis.ObjenesisStd",
        "dev.weft.Weft",
        "dev.weft.store.internal.codec.ReservedCanary",
        "dev.weft.store.internal.codec.ReservedCanary$Failure",
        "[Ljava.net.URL;",
        "[[[Ljava.lang.Thread;",
        "[Ldev.weft.store.internal.codec.ReservedCanary;",
        "[Ljava.lang.ProcessBuilder;",
        "java/net/URL",
        "Ljava.net.URL;",
        "[Lcom.example.canary.Canary",
        "[com.example.canary.Canary;",
        "[L[I;;",
        "[",
        "[V",
        "[Lvoid;",
        "..",
        ".java.net.URL",
        "java.net.URL.",
        "com.example.\u0000Canary",
        "com.example.shop.Order/../../java.net.URL",
        ""
      })
  void shouldRefuseByNameBeforeAnythingIsLoaded(String name) {
    assertThatThrownBy(() -> codec.decode(Forged.named(name), RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
    assertThat(asked).isEmpty();
    assertThat(Songs.all()).doesNotContain("ReservedCanary", "ReservedCanary.Failure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.springframework.aop.support.DefaultBeanFactoryPointcutAdvisor",
        "org.apache.commons.beanutils.BeanComparator",
        "org.codehaus.groovy.runtime.MethodClosure",
        "com.rometools.rome.feed.impl.ToStringBean",
        "com.caucho.naming.QName",
        "org.apache.xbean.naming.context.ContextUtil$ReadOnlyBinding",
        "com.example.NoSuchClass"
      })
  void shouldNotFindWhatTheJobDoesNotHave(String name) {
    assertThatThrownBy(() -> codec.decode(Forged.named(name), RefSource.none()))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("driver");
  }

  @Test
  void shouldNotInitialiseAClassThatIsOnlyNamed() {
    byte[] bytes = Codecs.encode(com.example.canary.Canary[].class);

    assertThat(codec.decode(bytes, RefSource.none())).isEqualTo(com.example.canary.Canary[].class);
    assertThat(Songs.all()).doesNotContain("Canary", "new Canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.net.URL", "java.lang.ProcessBuilder", "sun.misc.Unsafe"})
  void shouldRefuseClassesAsValuesToo(String name) {
    byte[] bytes = Forged.fixed(47, out -> Strings.write(out, name));

    assertThatThrownBy(() -> codec.decode(bytes, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageContaining(name);
    assertThat(asked).isEmpty();
  }

  static Stream<byte[]> bombs() {
    int huge = Integer.MAX_VALUE;
    List<byte[]> bombs = new ArrayList<>();
    int[] counted = {
      20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 80, 81, 82, 88, 89, 92, 93, 97, 110, 111, 112, 122,
      130, 131, 136, 188
    };
    for (int id : counted) {
      bombs.add(Forged.fixed(id, out -> out.writeVarInt(huge, true)));
      bombs.add(Forged.fixed(id, out -> out.writeVarInt(-1, true)));
      bombs.add(Forged.fixed(id, out -> out.writeVarInt(1_000_000, true)));
    }
    bombs.add(Forged.fixed(30, out -> out.writeVarLong((long) huge << 1, true)));
    bombs.add(Forged.fixed(30, out -> out.writeVarLong(Long.MAX_VALUE, true)));
    bombs.add(Forged.fixed(30, out -> out.writeVarLong(-1, true)));
    bombs.add(Forged.fixed(36, out -> out.writeVarInt(huge, true)));
    bombs.add(Forged.fixed(193, out -> writeInts(out, huge, huge)));
    bombs.add(Forged.fixed(3, out -> writeInts(out, 0, huge)));
    bombs.add(Forged.fixed(3, out -> writeInts(out, 7)));
    bombs.add(Forged.value(out -> writeInts(out, 1, huge)));
    bombs.add(Forged.value(out -> writeInts(out, 82, 99)));
    bombs.add(Forged.value(out -> out.writeVarInt(huge, true)));
    bombs.add(Forged.value(out -> out.writeVarInt(-5, true)));
    return bombs.stream();
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void shouldRefuseLengthsThatTheBytesCannotHold(byte[] bomb) {
    assertThatThrownBy(() -> codec.decode(bomb, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void shouldBearNestingWithoutEnd() {
    byte[] bytes =
        Forged.value(
            out -> {
              for (int i = 0; i < 3_000_000; i++) {
                writeInts(out, 82, 1, 1);
              }
            });

    assertThatThrownBy(() -> codec.decode(bytes, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void shouldRefuseBytesThatFollow() {
    byte[] bytes = Codecs.encode("x");

    assertThatThrownBy(() -> codec.decode(java.util.Arrays.copyOf(bytes, 100), RefSource.none()))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageContaining("too many");
  }

  @Test
  void shouldRefuseStreamsOfJavaSerialisation() throws Exception {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new ObjectOutputStream(stream).writeObject(new java.net.URL("http://weft.invalid"));

    assertThatThrownBy(() -> codec.decode(stream.toByteArray(), RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void shouldRefuseOtherFieldsThanItsOwn() {
    byte[] bytes = Forged.named(Order.class.getName());

    assertThatThrownBy(() -> codec.decode(bytes, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageContaining("two versions");
  }

  @Test
  void shouldRefuseValuesThatAFieldCannotHold() {
    Order.Customer customer = new Order.Customer("x");
    customer.session = "text";
    byte[] bytes = Codecs.encode(customer);
    int id = FixedTypes.ofExact(int[].class).getId() + 2;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == id) {
        bytes[i] = (byte) (FixedTypes.ofExact(byte[].class).getId() + 2);
        break;
      }
    }

    assertThatThrownBy(() -> codec.decode(bytes, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void shouldAnswerAnyDamageWithAValueOrATypedError() throws Exception {
    long seed = Long.getLong("weft.test.seed", System.nanoTime());
    System.out.println("HostileBytesTest seed: -Dweft.test.seed=" + seed);
    Random random = new Random(seed);
    List<byte[]> originals = new ArrayList<>();
    JdkSamples.all().forEach(value -> originals.add(Codecs.encode(value)));
    Order order = new Order("o", new Order.Customer("c"));
    order.notes().put("k", new HashMap<>(Map.of("a", new Order.Line("x", 1, List.of(1, 2)))));
    IntStream.range(0, 50).forEach(i -> originals.add(Codecs.encode(order)));
    originals.add(Codecs.encode(new ArrayList<>(JdkSamples.all().toList())));

    for (int round = 0; round < 20; round++) {
      for (byte[] original : originals) {
        byte[] damaged = original.clone();
        int hits = 1 + random.nextInt(3);
        for (int i = 0; i < hits; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }

        Throwable failure = catchThrowable(() -> codec.decode(damaged, RefSource.none()));

        if (failure != null) {
          assertThat(failure).isInstanceOf(WeftException.class);
        }
      }
    }
    assertThat(asked).allMatch(name -> !name.startsWith("java.") && !name.startsWith("dev.weft."));
  }

  @Test
  void shouldNeverThrowWhenAFailureIsDamaged() {
    long seed = Long.getLong("weft.test.seed", System.nanoTime());
    System.out.println("HostileBytesTest seed: -Dweft.test.seed=" + seed);
    Random random = new Random(seed);
    Throwable failure = new IllegalStateException("x", new java.io.IOException("y"));
    byte[] bytes = codec.encodeFailure(failure, dev.weft.store.RefSink.none());

    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[1 + random.nextInt(damaged.length - 1)] = (byte) random.nextInt();

      assertThat(codec.decodeFailure(damaged, RefSource.none())).isNotNull();
    }
  }

  private static void writeInts(Output out, int... values) {
    for (int value : values) {
      out.writeVarInt(value, true);
    }
  }
}
