package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.WaitResult;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes many calls and gets their values. */
final class Refs {

  private static final Duration LONG = Duration.ofMinutes(5);

  private Refs() {}

  /** The refs of so many calls. */
  static <T> List<ObjectRef<T>> call(int count, Supplier<ObjectRef<T>> call) {
    List<ObjectRef<T>> refs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      refs.add(call.get());
    }
    return refs;
  }

  /** Makes so many calls, and gets all. */
  static <T> void getAll(int count, Supplier<ObjectRef<T>> call) {
    Sink.take(Weft.get(call(count, call)));
  }

  /** Makes so many calls, and waits for one after the other. */
  static <T> void waitOneByOne(int count, Supplier<ObjectRef<T>> call) {
    List<ObjectRef<T>> pending = call(count, call);
    while (!pending.isEmpty()) {
      WaitResult<T> result = Weft.wait(pending, 1, LONG);
      pending = result.pending();
    }
  }
}
