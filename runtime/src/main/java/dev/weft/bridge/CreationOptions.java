package dev.weft.bridge;

import dev.weft.CallOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of an actor's constructor says beyond its arguments, carried past the
 * constructor's signature.
 *
 * <p>The weaver lets callers say it directly before the constructor is invoked, when its arguments
 * have been evaluated already, and lets the constructor take it first of all: nothing comes
 * between.
 */
public final class CreationOptions {

  private static final CreationOptions NONE =
      new CreationOptions(CallOptions.defaults(), null, null);
  private static final ThreadLocal<CreationOptions> NEXT = new ThreadLocal<>();

  private final CallOptions options;
  private final @Nullable Scope scope;
  private final @Nullable Class<?> type;

  private CreationOptions(CallOptions options, @Nullable Scope scope, @Nullable Class<?> type) {
    this.options = options;
    this.scope = scope;
    this.type = type;
  }

  /** Called by woven code: the next actor that this thread creates gets these options. */
  public static void set(CallOptions options) {
    NEXT.set(new CreationOptions(Objects.requireNonNull(options, "options"), null, null));
  }

  /**
   * Called by woven code: the next actor that this thread creates is not waited for. Its birth is a
   * call of the caller's scope, which throws the constructor's failure when it is joined.
   *
   * @param type the class whose constructor is called; if that should not be woven, this is not
   *     taken for the creation of another
   */
  public static void async(Scope scope, Class<?> type) {
    NEXT.set(new CreationOptions(CallOptions.defaults(), scope, type));
  }

  /** Called by woven code when the creation failed, perhaps before it took them. */
  public static void clear() {
    NEXT.remove();
  }

  /** Called by woven constructors, first of all: what their caller said. */
  public static CreationOptions take(Class<?> constructed) {
    CreationOptions said = NEXT.get();
    if (said == null) {
      return NONE;
    }
    NEXT.remove();
    return said.type == null || said.type == constructed ? said : NONE;
  }

  /** Whether an object is an actor of a woven class. */
  public static boolean isWoven(@Nullable Object object) {
    return object instanceof Actor;
  }

  CallOptions options() {
    return options;
  }

  @Nullable Scope scope() {
    return scope;
  }
}
