package dev.weft;

import dev.weft.bridge.CreationOptions;
import dev.weft.bridge.Unwoven;
import dev.weft.error.WeaveException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about one call beyond the annotation; immutable, so one may be kept and used
 * again.
 *
 * <pre>{@code
 * Weft.options().retries(0).remote(() -> charge(order));
 * Stats stats = Weft.options().name("stats").actor(() -> new Stats());
 * }</pre>
 */
public final class CallOptions {

  private static final CallOptions DEFAULTS = new CallOptions(null, OptionalInt.empty());

  private final @Nullable String name;
  private final OptionalInt retries;

  private CallOptions(@Nullable String name, OptionalInt retries) {
    this.name = name;
    this.retries = retries;
  }

  /** Says nothing: all is as annotated. */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /**
   * With a name: for an actor, unique within the namespace, so that {@link #actor} finds the one of
   * that name or creates it; for a task, the one shown in messages.
   */
  public CallOptions name(String newName) {
    if (newName.isBlank()) {
      throw new IllegalArgumentException("A name must not be blank.");
    }
    return new CallOptions(newName, retries);
  }

  /**
   * With another number of runs after the first, when a member is lost.
   *
   * @param count 0 and up
   */
  public CallOptions retries(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, was " + count + ".");
    }
    return new CallOptions(name, OptionalInt.of(count));
  }

  /** Makes a call with these options; see {@link Weft#remote(RemoteCall)}. */
  public <T extends @Nullable Object> ObjectRef<T> remote(RemoteCall<T> call) {
    return Unwoven.call(Objects.requireNonNull(call, "call"));
  }

  /** Makes a call without a value with these options; see {@link Weft#remote(RemoteAction)}. */
  public ObjectRef<@Nullable Void> remote(RemoteAction action) {
    return Unwoven.run(Objects.requireNonNull(action, "action"));
  }

  /**
   * Creates an actor with these options, the lambda being {@code () -> new A(…)} in place. With a
   * name it is an atomic get-or-create within the namespace: the constructor runs once, whoever
   * asks first.
   *
   * @return a handle
   * @throws IllegalArgumentException if an actor of another class has that name
   */
  public <A> A actor(Supplier<A> creation) {
    A actor = Objects.requireNonNull(creation, "creation").get();
    if (CreationOptions.isWoven(actor)) {
      throw new WeaveException(
          "options().actor(…) in code that is not woven: the options would be lost. Weave the"
              + " calling class (agent or Maven plugin), with the lambda `() -> new "
              + actor.getClass().getSimpleName()
              + "(…)` in place.");
    }
    Unwoven.sayOnce();
    return actor;
  }

  /** The name, if one was given. */
  public @Nullable String name() {
    return name;
  }

  /** The number of retries, if it was given. */
  public OptionalInt retries() {
    return retries;
  }
}
