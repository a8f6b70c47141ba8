package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import org.jspecify.annotations.Nullable;

/**
 * The ref of another primitive type's value that is made from the value of a ref, as {@code long c
 * = count(x)} makes one of an {@code int}. It fails as that one does.
 *
 * <p>It asks for that value only when its own is asked for. {@code isAsked} is guarded by this.
 */
public final class ConvertedRef extends PromiseRef<@Nullable Object> {

  private final PromiseRef<?> source;
  private final char type;
  private boolean isAsked;

  /**
   * @param type the letter of the type that is made, as in descriptors
   */
  ConvertedRef(PromiseRef<?> source, char type) {
    this.source = source;
    this.type = type;
    if (source.isDone()) {
      demand();
    }
  }

  /** The ref of the call whose value a ref has, converted or not. */
  public static ObjectRef<?> origin(ObjectRef<?> ref) {
    ObjectRef<?> origin = ref;
    while (origin instanceof ConvertedRef converted) {
      origin = converted.source;
    }
    return origin;
  }

  /** Waits for the value, at the call itself: that knows best how to be waited for. */
  Object value() {
    return convert(Force.value(source));
  }

  @Override
  protected void demand() {
    synchronized (this) {
      if (isAsked) {
        return;
      }
      isAsked = true;
    }
    source.onDone(() -> complete(new Converted(source.await())));
  }

  @Override
  protected void runHere() {
    source.help();
  }

  private Object convert(@Nullable Object value) {
    if (value == null) {
      throw new NullPointerException("Cannot unbox a value that is null");
    }
    Number number = value instanceof Character letter ? (int) letter : (Number) value;
    return switch (type) {
      case 'B' -> number.byteValue();
      case 'C' -> (char) number.intValue();
      case 'S' -> number.shortValue();
      case 'I' -> number.intValue();
      case 'J' -> number.longValue();
      case 'F' -> number.floatValue();
      case 'D' -> number.doubleValue();
      default -> throw new IllegalArgumentException("No conversion to " + type);
    };
  }

  /** Converts when someone looks: the thread that completes refs decodes nothing. */
  private final class Converted implements Outcome {

    private final Outcome outcome;

    Converted(Outcome outcome) {
      this.outcome = outcome;
    }

    @Override
    public @Nullable Object value() {
      return outcome.failure() != null || outcome.value() == null ? null : convert(outcome.value());
    }

    @Override
    public @Nullable Throwable failure() {
      Throwable failure = outcome.failure();
      return failure == null && outcome.value() == null
          ? new NullPointerException("Cannot unbox a value that is null")
          : failure;
    }

    @Override
    public @Nullable Object valueOrThrow() {
      return convert(outcome.valueOrThrow());
    }
  }
}
