package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.error.WaitInterruptedException;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that a {@link Scope} has under way. */
sealed interface Step {

  /** What it waits for. */
  ObjectRef<?> ref();

  /** Waits, and does what is to be done with the value; throws the call's failure. */
  void finish();

  /** Whether it is a store that waits for its value. */
  default boolean isStore() {
    return false;
  }

  /** Whether it is a conversion that the program has made already, for all it knows. */
  default boolean isConversion() {
    return false;
  }

  /** Whether {@link #finish} would not wait. */
  default boolean succeeded() {
    ObjectRef<?> made = ConvertedRef.origin(ref());
    Outcome outcome = made instanceof PromiseRef<?> promise ? promise.outcome() : null;
    return outcome != null && outcome.failure() == null;
  }

  /** Cancels the call, if it is this activation's. */
  default void cancel() {}

  /** Waits until the call is over, however it ends; not when this thread is interrupted. */
  @SuppressWarnings("CatchingUnchecked") // it is of no interest any more how it ended
  default void awaitEnd() {
    try {
      Force.value(ref());
    } catch (WaitInterruptedException e) {
      // The thread is to end: nobody waits any longer, and what is left was cancelled.
    } catch (Throwable e) {
      // A failure after the first one.
    }
  }

  /** A call that this activation made. */
  record Call(ObjectRef<?> ref) implements Step {
    @Override
    public void finish() {
      ref.get();
    }

    @Override
    public void cancel() {
      if (!ref.isDone()) {
        Engines.running().ifPresent(engine -> engine.tasks().cancel(ref));
      }
    }
  }

  /** A call that someone else made, whose value this activation asked for. */
  record Borrowed(ObjectRef<?> ref) implements Step {
    @Override
    public void finish() {
      ref.get();
    }

    @Override
    public void awaitEnd() {}
  }

  /** A cast of a value that is not there yet. */
  record Cast(ObjectRef<?> ref, Class<?> type) implements Step {
    @Override
    public void finish() {
      var unused = type.cast(Force.value(ref)); // for its ClassCastException
    }

    @Override
    public boolean isConversion() {
      return true;
    }
  }

  /** The unboxing of a value that is not there yet. */
  record Unboxing(ObjectRef<?> ref) implements Step {
    @Override
    public void finish() {
      Objects.requireNonNull(Force.value(ref));
    }

    @Override
    public boolean isConversion() {
      return true;
    }
  }

  /** A store into an array. */
  record ToArray(Object array, int index, ObjectRef<?> ref) implements Step {
    @Override
    public void finish() {
      Object value = Force.value(ref);
      if (array instanceof Object[] objects) {
        objects[index] = value;
      } else {
        Array.set(array, index, value);
      }
    }

    @Override
    public boolean isStore() {
      return true;
    }
  }

  /** An addition to a collection. */
  record ToCollection(Collection<?> collection, ObjectRef<?> ref) implements Step {
    @Override
    @SuppressWarnings("unchecked")
    public void finish() {
      ((Collection<@Nullable Object>) collection).add(Force.value(ref));
    }

    @Override
    public boolean isStore() {
      return true;
    }
  }

  /** A mapping put into a map. */
  record ToMap(Map<?, ?> map, @Nullable Object key, ObjectRef<?> ref) implements Step {
    @Override
    @SuppressWarnings("unchecked")
    public void finish() {
      ((Map<@Nullable Object, @Nullable Object>) map).put(key, Force.value(ref));
    }

    @Override
    public boolean isStore() {
      return true;
    }
  }
}
