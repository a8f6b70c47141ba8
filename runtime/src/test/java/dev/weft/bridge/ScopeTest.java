package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.ObjectRef;
import org.junit.jupiter.api.Test;

class ScopeTest {

  /** More than a scope keeps before it looks for what is over. */
  private static final int MANY = 64;

  @Test
  void shouldSettleTheCallWhoseAddingFindsAFailedCast() {
    Scope scope = Scope.open(null);
    Scope.cast(Scope.ready("text"), Integer.class, scope);
    for (int i = 1; i < MANY; i++) {
      scope.add(Scope.ready(i));
    }
    ObjectRef<?> last = Scope.ready("last");

    Throwable failure = catchThrowable(() -> scope.add(last));

    assertThat(failure).isInstanceOf(ClassCastException.class);
    assertThat(Scope.settle(scope, failure)).isSameAs(failure);
    assertThat(Scope.isReached(scope, last)).isFalse();
  }

  @Test
  void shouldBeIdleUntilThereIsAStepAndWhenAllAreOver() {
    assertThat(Scope.isIdle(null)).isTrue();
    Scope scope = Scope.open(null);
    assertThat(Scope.isIdle(scope)).isTrue();

    scope.add(Scope.ready("value"));

    assertThat(Scope.isIdle(scope)).isFalse();
    Scope.join(scope);
    assertThat(Scope.isIdle(scope)).isTrue();
  }
}
