package dev.weft.it.figures.app;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import dev.weft.it.figures.Workload;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The calls that are measured. */
public final class Calls implements Workload {

  private @Nullable Bell bell;

  @Remote
  static void nothing() {}

  @Override
  public void task() {
    nothing();
  }

  @Override
  public void actorCall() {
    if (bell == null) {
      bell = new Bell();
    }
    bell.ring();
  }

  @Override
  public void tasks(int count, int inFlight) {
    Deque<ObjectRef<Void>> pending = new ArrayDeque<>();
    for (int i = 0; i < count; i++) {
      if (pending.size() == inFlight) {
        pending.remove().get();
      }
      pending.add(Weft.remote(() -> nothing()));
    }
    pending.forEach(ObjectRef::get);
  }
}
