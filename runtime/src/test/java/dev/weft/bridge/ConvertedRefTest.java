package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.ObjectRef;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.SlotLease;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConvertedRefTest {

  private final PromiseRef<@Nullable Object> source = new PromiseRef<>();

  @Test
  void shouldHaveTheValueAsTheOtherTypeOnceItIsThere() {
    PromiseRef<?> wide = (PromiseRef<?>) Scope.convert(source, 'J');
    wide.onDone(() -> {});
    assertThat(wide.isDone()).isFalse();

    source.complete(Outcome.of(7));

    assertThat(wide.isDone()).isTrue();
    assertThat(wide.get()).isEqualTo(7L);
    assertThat(Force.value(wide)).isEqualTo(7L);
    assertThat(Objects.requireNonNull(wide.outcome()).failure()).isNull();
  }

  @Test
  void shouldConvertAsJavaDoes() {
    assertThat(Force.value(Scope.convert(Scope.ready(300), 'B'))).isEqualTo((byte) 300);
    assertThat(Force.value(Scope.convert(Scope.ready(-1), 'C'))).isEqualTo((char) -1);
    assertThat(Force.value(Scope.convert(Scope.ready('x'), 'I'))).isEqualTo((int) 'x');
    assertThat(Force.value(Scope.convert(Scope.ready(1e300), 'I'))).isEqualTo((int) 1e300);
    assertThat(Force.value(Scope.convert(Scope.ready(Double.NaN), 'J'))).isEqualTo(0L);
  }

  @Test
  void shouldFailAsTheCallDoes() {
    ObjectRef<?> wide = Scope.convert(Scope.convert(source, 'J'), 'D');

    source.complete(Outcome.failed(new IllegalStateException("no")));

    assertThatThrownBy(() -> Force.value(wide)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(wide::get).isInstanceOf(IllegalStateException.class);
    assertThat(ConvertedRef.origin(wide)).isSameAs(source);
  }

  @Test
  void shouldLetWhoWaitsRunTheCallItself() {
    PromiseRef<@Nullable Object> call =
        new PromiseRef<>() {
          @Override
          protected void runHere() {
            complete(Outcome.of(7));
          }
        };
    SlotLease before = SlotLease.bind(new NoSlot());
    try {
      assertThat(((PromiseRef<?>) Scope.convert(call, 'J')).await().value()).isEqualTo(7L);
    } finally {
      SlotLease.bind(before);
    }
  }

  @Test
  void shouldFailOnNull() {
    ObjectRef<?> wide = Scope.convert(Scope.ready(null), 'J');

    assertThatThrownBy(wide::get).isInstanceOf(NullPointerException.class);
    assertThat(Objects.requireNonNull(((PromiseRef<?>) wide).outcome()).failure())
        .isInstanceOf(NullPointerException.class);
  }

  /** What a thread has that may run calls. */
  private static final class NoSlot implements SlotLease {
    @Override
    public void yieldSlot() {}

    @Override
    public void resumeSlot() {}
  }
}
