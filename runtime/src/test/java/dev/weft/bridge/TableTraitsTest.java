package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.error.WeaveException;
import dev.weft.spi.ActorTraits;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What tables say that were written by hand, as the weaver writes them, or did before. */
class TableTraitsTest {

  private static final MethodHandle BODY =
      MethodHandles.empty(MethodType.methodType(void.class, Object.class));

  @Test
  void shouldReadTablesThatSayNothingOfTraits() {
    RemoteTable table = RemoteTable.builder(TableTraitsTest.class).method(BODY, "f", "()V", "T.f");

    assertThat(table.actorTraits()).isEqualTo(ActorTraits.DEFAULTS);
    assertThat(table.find("f", "()V").isReadOnly()).isFalse();
    assertThat(table.find("f", "()V").concurrencyGroup()).isNull();
    assertThat(table.find("f", "()V").retries()).isEqualTo(3);
  }

  @Test
  void shouldKeepAllThatIsSaidOfAMethod() {
    RemoteMethod method =
        RemoteTable.builder(TableTraitsTest.class)
            .method(BODY, "f", "()V", "T.f")
            .option("concurrencyGroup", "io")
            .option("readOnly", "true")
            .option("retries", "7")
            .option("timeoutMillis", "5")
            .find("f", "()V");

    assertThat(method.concurrencyGroup()).isEqualTo("io");
    assertThat(method.isReadOnly()).isTrue();
    assertThat(method.retries()).isEqualTo(7);
    assertThat(method.options().timeout()).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void shouldRefuseWhatALaterVersionSays() {
    RemoteTable table = RemoteTable.builder(TableTraitsTest.class).trait("colour", "red");

    assertThatThrownBy(table::actorTraits)
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("@Remote has no colour");
  }
}
