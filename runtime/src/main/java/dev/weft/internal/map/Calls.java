package dev.weft.internal.map;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RefFunction;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.Rethrow;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of calls for the items of a source. Reading one makes calls for as many items more as
 * the window allows, so the source is read only a window ahead.
 *
 * <p>A failure is thrown where its element is read; then the rest is cancelled, and every later
 * read throws the same. Confined to its reader, but for {@link #close}, which any thread may call.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Calls<T extends @Nullable Object, R extends @Nullable Object>
    implements Spliterator<R> {

  private final Supplier<? extends Iterator<? extends T>> source;
  private final RefFunction<? super T, ? extends R> function;
  private final CallOptions options;
  private final Supplier<Window> windows;
  private final ReadOrder calls;
  private @Nullable Iterator<? extends T> items;
  private @Nullable Window window;

  /** What ended the source, to be thrown when all before it was read. */
  private @Nullable Throwable ending;

  /** What was thrown to the reader. */
  private @Nullable Throwable failure;

  private boolean isExhausted;
  private volatile boolean isClosed;

  /**
   * @param source gives the items, when the stream is read for the first time
   * @param windows tells how many calls may be under way, then too
   * @param calls in which order they are read
   */
  Calls(
      Supplier<? extends Iterator<? extends T>> source,
      RefFunction<? super T, ? extends R> function,
      CallOptions options,
      Supplier<Window> windows,
      ReadOrder calls) {
    this.source = source;
    this.function = function;
    this.options = options;
    this.windows = windows;
    this.calls = calls;
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // thrown on as it is
  public boolean tryAdvance(Consumer<? super R> action) {
    if (failure != null) {
      throw Rethrow.<RuntimeException>sneaky(failure);
    }
    try {
      fill();
      if (calls.size() == 0) {
        if (ending != null) {
          throw ending;
        }
        return false;
      }
      R value = value(calls.take());
      fill(); // so that the cluster has work while the reader does its own
      action.accept(value);
      return true;
    } catch (Throwable e) {
      failure = e;
      close();
      throw Rethrow.<RuntimeException>sneaky(e);
    }
  }

  /** Makes calls until the window is full or the source is at its end. */
  private void fill() {
    Window open = window;
    if (open == null) {
      open = windows.get();
      window = open;
    }
    while (!isExhausted && !isClosed && calls.size() < open.size()) {
      makeNext();
    }
    if (isClosed) { // by another thread perhaps, which did not see the last call
      cancelAll();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // user code: what it throws is thrown in its turn
  private void makeNext() {
    T item;
    try {
      Iterator<? extends T> next = items;
      if (next == null) {
        next = source.get();
        items = next;
      }
      if (!next.hasNext()) {
        isExhausted = true;
        return;
      }
      item = next.next();
    } catch (Throwable e) {
      ending = e;
      isExhausted = true;
      return;
    }
    calls.add(call(item));
  }

  /** Makes one call; if its arguments cannot be had, or cannot travel, it has failed already. */
  @SuppressWarnings("CatchingUnchecked") // user code: what it throws is thrown in its turn
  private PromiseRef<?> call(T item) {
    try {
      ObjectRef<?> ref = function.refOf(options, item);
      return (PromiseRef<?>) Objects.requireNonNull(ref, "A remote call gave no ref");
    } catch (Throwable e) {
      isExhausted = true;
      PromiseRef<R> failed = new PromiseRef<>();
      failed.complete(Outcome.failed(e));
      return failed;
    }
  }

  @SuppressWarnings("unchecked") // the function is one of T to R
  private R value(PromiseRef<?> call) {
    R value = (R) call.get();
    Objects.requireNonNull(window).read();
    return value;
  }

  /** Makes no more calls and cancels those under way. */
  void close() {
    isClosed = true;
    cancelAll();
  }

  private void cancelAll() {
    for (PromiseRef<?> call : calls.all()) {
      if (!call.isDone()) {
        Engines.running().ifPresent(engine -> engine.tasks().cancel(call));
      }
    }
  }

  /** The stream cannot be divided: one reader makes all calls. */
  @Override
  public @Nullable Spliterator<R> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return calls instanceof AsCalled ? ORDERED : 0;
  }
}
