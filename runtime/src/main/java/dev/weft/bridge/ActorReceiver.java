package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.spi.ActorCall;
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
   * Sends the call to the actor of a handle. On a live instance, and where the actor's class leaves
   * a method to the caller's side, the method runs here.
   *
   * @param args the receiver, then the arguments
   */
  static ObjectRef<@Nullable Object> call(
      LinkedCall site, Actor receiver, CallOptions options, @Nullable Object[] args) {
    RemoteMethod method = methodOf(receiver.getClass(), site.method());
    if (method == null || receiver.$weft$handle() == null) {
      return runHere(site, args);
    }
    return Engines.current()
        .actors()
        .call(
            new ActorCall(
                Actor.addressOf(receiver),
                method,
                Objects.requireNonNull(options, "options"),
                Arrays.copyOfRange(args, 1, args.length),
                Arrays.stream(site.inputs()).map(position -> position - 1).toArray()));
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

  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws is the ref's
  private static ObjectRef<@Nullable Object> runHere(LinkedCall site, @Nullable Object[] args) {
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
