package dev.weft.store.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Functions;
import com.example.shop.Shapes;
import dev.weft.error.NotSerializableValueException;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LambdaTest {

  private static final String SHOP = "com/example/shop/Functions";

  @Test
  void shouldTravelWithWhatTheyCapture() {
    List<String> list = new ArrayList<>(List.of("a"));

    Function<Integer, String> copy = Codecs.roundTrip(Functions.adding(2, list));
    list.add("b");

    assertThat(copy.apply(3)).isEqualTo("[a]:5");
    assertThat(Codecs.roundTrip(Functions.rule()).apply("x")).isEqualTo("X");
  }

  @Test
  void shouldShareWhatOthersHoldToo() throws Exception {
    List<String> list = new ArrayList<>(List.of("a"));

    Object[] copy = Codecs.roundTrip(new Object[] {list, Functions.holding(list)});

    assertThat(((Callable<?>) copy[1]).call()).isSameAs(copy[0]);
  }

  @Test
  void shouldBeRefusedWithThePathToWhatCannotTravel() {
    assertThatThrownBy(() -> Codecs.encode(Functions.holding(List.of(Thread.currentThread()))))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageStartingWith("lambda captures 1[0]: java.lang.Thread cannot travel");
    assertThatThrownBy(() -> Codecs.encode(Functions.plain()))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("a lambda of com.example.shop.Functions cannot travel.")
        .hasMessageContaining("give the lambda `& Serializable` in a cast");
  }

  @Test
  void shouldBeRefusedWhenTheyReferToThemselves() {
    List<Object> list = new ArrayList<>();
    Callable<Object> lambda = Functions.holding(list);
    list.add(lambda);

    assertThatThrownBy(() -> Codecs.encode(lambda))
        .isInstanceOf(NotSerializableValueException.class)
        .hasMessageContaining("refers to itself");
  }

  @Test
  void shouldBeRefusedOutsideOfTheJob() {
    Callable<Integer> ofWeft = (Callable<Integer> & Serializable) () -> 1;

    assertThatThrownBy(() -> Codecs.encode(ofWeft))
        .isInstanceOf(NotSerializableValueException.class);
  }

  @Test
  void shouldBeMadeByTheTableOfTheirClassAlone() {
    assertUnreadable("com.example.shop.Functions", SHOP, "lambda$plain$0", "()Ljava/lang/Object;");
    assertUnreadable("com.example.shop.Functions", "java/lang/Runtime", "exit", "(I)V");
    assertUnreadable("com.example.shop.Functions", SHOP, "plain", "()V");
    assertUnreadable(Shapes.class.getName(), SHOP, "plain", "()V");
    assertUnreadable("java.lang.Runtime", "java/lang/Runtime", "exit", "(I)V");
    assertUnreadable("dev.weft.bridge.Lambdas", "java/lang/Runtime", "exit", "(I)V");
  }

  /** A description as it travels, of a lambda without captured values. */
  private static void assertUnreadable(
      String holder, String bodyType, String bodyName, String bodySignature) {
    byte[] bytes =
        Forged.fixed(
            6,
            out -> {
              Strings.write(out, holder);
              Strings.write(out, "java/util/function/Function");
              Strings.write(out, "apply");
              Strings.write(out, "(Ljava/lang/Object;)Ljava/lang/Object;");
              out.writeByte(6);
              Strings.write(out, bodyType);
              Strings.write(out, bodyName);
              Strings.write(out, bodySignature);
              Strings.write(out, "(Ljava/lang/Object;)Ljava/lang/Object;");
              out.writeVarInt(0, true);
            });

    assertThatThrownBy(() -> Codecs.create().decode(bytes, RefSource.none()))
        .isInstanceOf(UnreadableValueException.class);
  }
}
