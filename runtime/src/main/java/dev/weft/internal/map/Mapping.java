package dev.weft.internal.map;

import dev.weft.CallOptions;
import dev.weft.RemoteFunction;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RefFunction;
import dev.weft.bridge.Unwoven;
import dev.weft.spi.Rethrow;
import java.util.Iterator;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What {@code map} and {@code mapUnordered} were asked for.
 *
 * @param options for each call
 * @param inFlight how many calls may be under way; empty: as many as seem good
 * @param isOrdered whether values are read in the order of their items
 */
public record Mapping(CallOptions options, OptionalInt inFlight, boolean isOrdered) {

  public Mapping {
    Objects.requireNonNull(options, "options");
    if (inFlight.isPresent() && inFlight.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "maxInFlight must be 1 or more, was " + inFlight.getAsInt() + ".");
    }
  }

  /** The values for the items of a collection, or of whatever else can be gone through. */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> of(
      Iterable<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    Objects.requireNonNull(items, "items");
    return stream(items::iterator, function);
  }

  /** The values for the elements of a stream, which is closed with the one returned. */
  public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> of(
      Stream<? extends T> items, RemoteFunction<? super T, ? extends R> function) {
    Objects.requireNonNull(items, "items");
    return this.<T, R>stream(items::iterator, function).onClose(items::close);
  }

  private <T extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(
      Supplier<? extends Iterator<? extends T>> items,
      RemoteFunction<? super T, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    if (!(function instanceof RefFunction<? super T, ? extends R> woven)) {
      return oneByOne(items, function);
    }
    Calls<T, R> calls =
        new Calls<>(
            items, woven, options, this::window, isOrdered ? new AsCalled() : new AsCompleted());
    return StreamSupport.stream(calls, false).onClose(calls::close);
  }

  private Window window() {
    return inFlight.isPresent()
        ? Window.of(inFlight.getAsInt())
        : Window.forSlots(Engines.current().context().slots(), System::nanoTime);
  }

  /** Plain Java: the reader makes each call when it wants the value. */
  private static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> oneByOne(
      Supplier<? extends Iterator<? extends T>> items,
      RemoteFunction<? super T, ? extends R> function) {
    Unwoven.sayOnce();
    return StreamSupport.<T>stream(
            () -> Spliterators.spliteratorUnknownSize(items.get(), Spliterator.ORDERED),
            Spliterator.ORDERED,
            false)
        .map(item -> apply(function, item));
  }

  @SuppressWarnings("CatchingUnchecked") // thrown on as it is, checked or not
  private static <T extends @Nullable Object, R extends @Nullable Object> R apply(
      RemoteFunction<? super T, ? extends R> function, T item) {
    try {
      return function.apply(item);
    } catch (Exception e) {
      throw Rethrow.<RuntimeException>sneaky(e);
    }
  }
}
