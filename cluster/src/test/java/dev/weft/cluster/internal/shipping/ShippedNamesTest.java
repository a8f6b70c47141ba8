package dev.weft.cluster.internal.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Evil",
        "javax.Evil",
        "javax.sql.Evil",
        "javax.xml.stream.Evil",
        "org.w3c.dom.Evil",
        "jdk.Evil",
        "sun.misc.Evil",
        "com.sun.Evil",
        "com.sun.rowset.Evil",
        "com.hazelcast.Evil",
        "com.esotericsoftware.Evil",
        "dev.weft.Weft",
        "dev.weft.bridge.Evil",
        "dev.weft.cluster.internal.Evil",
        "../../Evil",
        "/etc/Evil",
        "a..b",
        "a/b",
        "a\\b",
        "a.b\0c",
        "",
        ".a",
        "a.",
        "[Lcom.acme.A;"
      })
  void shouldRefuseReservedAndMalformedNames(String name) {
    byte[] wire = new ClassBundle(Map.of(name, new byte[10])).toBytes();

    assertThatThrownBy(() -> ClassBundle.of(wire, ClassBundle.hash(wire)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("refused name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Order",
        "Main",
        "a.b$c$1",
        "größe.Wert",
        "dev.weft.examples.Hello",
        "javax.inject.Inject",
        "javax.xml.bind.JAXB",
        "com.sun.mail.Mail"
      })
  void shouldTakeNamesOfApplications(String name) {
    byte[] wire = new ClassBundle(Map.of(name, new byte[10])).toBytes();

    assertThat(ClassBundle.of(wire, ClassBundle.hash(wire)).classes()).containsKey(name);
  }

  @Test
  void shouldRefuseABundleThatIsNotWhatItsHashSays() {
    byte[] wire = new ClassBundle(Map.of("a.B", new byte[10])).toBytes();
    String hash = ClassBundle.hash(wire);
    wire[wire.length - 1]++;

    assertThatThrownBy(() -> ClassBundle.of(wire, hash))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(hash);
  }

  @Test
  void shouldFindTheClassesThatAClassFileNames() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("ClassReferences.class")) {
      assertThat(ClassReferences.of(in.readAllBytes()))
          .contains(
              "dev.weft.cluster.internal.shipping.ClassReferences",
              "java.io.DataInputStream",
              "java.lang.String");
    }
  }
}
