package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.spi.Flattened;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls of instance methods that are tasks, when the receiver turns out to be an actor: it does not
 * go along by value, the call goes to where it lives.
 */
final class ActorReceiver {

  private ActorReceiver() {}

  /**
   * The call of the actor's own method; null on a live instance, and where the actor's class leaves
   * a method to the caller's side: then the method {@linkplain #runHere runs here}.
   */
  static @Nullable LinkedCall route(LinkedCall site, Actor receiver) {
    RemoteMethod method =
        receiver.$weft$handle() == null ? null : methodOf(receiver.getClass(), site.method());
    if (method == null) {
      return null;
    }
    int[] inputs = Arrays.stream(site.inputs()).map(position -> position - 1).toArray();
    return new LinkedCall(method, inputs, site.place());
  }

  /** The method of an actor class that a call of that name and descriptor runs. */
  private static @Nullable RemoteMethod methodOf(Class<?> type, RemoteMethod called) {
    for (Class<?> next = type; next != null; next = next.getSuperclass()) {
      if (RemoteTable.exists(next)) {
        RemoteTable table = RemoteTable.of(next);
        if (table.has(called.name(), called.descriptor())) {
          RemoteMethod found = table.find(called.name(), called.descriptor());
          return found.kind() == RemoteMethod.Kind.METHOD ? found : null;
        }
      }
    }
    return null;
  }

  /**
   * Runs a task in the caller's thread.
   *
   * @param args the receiver, then the arguments
   */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  static ObjectRef<@Nullable Object> runHere(LinkedCall site, @Nullable Object[] args) {
    PromiseRef<@Nullable Object> ref = new PromiseRef<>();
    try {
      for (int position : site.inputs()) {
        args[position] = ((ObjectRef<?>) Objects.requireNonNull(args[position])).get();
      }
      Flattened.whenKnown(site.method(), site.method().invokeBody(args), ref::complete);
    } catch (Throwable e) {
      ref.complete(Outcome.failed(e));
    }
    return ref;
  }
}
