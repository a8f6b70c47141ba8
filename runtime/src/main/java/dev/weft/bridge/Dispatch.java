package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.error.WeftException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.TaskCall;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where linked call sites arrive: turns what is on their stack into a call for the engine.
 *
 * <p>With a scope the call is added to it: then the caller's activation joins it. Without one
 * nobody does but who has the ref.
 */
final class Dispatch {

  private Dispatch() {}

  static ObjectRef<@Nullable Object> submit(
      LinkedCall site, CallOptions options, @Nullable Object[] args, @Nullable Scope scope) {
    Objects.requireNonNull(options, "options");
    Scope.before(scope, site.method(), null, args);
    TaskCall call = new TaskCall(site.method(), options, args, site.inputs(), site.place());
    try {
      return added(scope, Engines.current().tasks().submit(call));
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  /** The same for an instance method, whose receiver is the first argument. */
  static ObjectRef<@Nullable Object> send(
      LinkedCall site, CallOptions options, @Nullable Object[] args, @Nullable Scope scope) {
    if (args[0] == null) {
      throw new NullPointerException(
          "Cannot call " + site.method() + " because its receiver is null");
    }
    if (!(args[0] instanceof Actor actor)) {
      return submit(site, options, args, scope);
    }
    LinkedCall onActor = ActorReceiver.route(site, actor);
    if (onActor != null) {
      return call(onActor, options, actor, Arrays.copyOfRange(args, 1, args.length), scope);
    }
    Scope.before(scope, site.method(), null, args);
    return added(scope, ActorReceiver.runHere(site, args));
  }

  static ObjectRef<@Nullable Object> call(
      LinkedCall site,
      CallOptions options,
      @Nullable Object receiver,
      @Nullable Object[] args,
      @Nullable Scope scope) {
    Objects.requireNonNull(options, "options");
    ActorAddress target = Actor.addressOf((Actor) Objects.requireNonNull(receiver));
    Scope.before(scope, site.method(), target, args);
    ActorCall call =
        new ActorCall(target, site.method(), options, args, site.inputs(), site.place());
    try {
      return added(scope, Engines.current().actors().call(call));
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  static ActorAddress create(LinkedCall site, @Nullable Object[] args) {
    ActorCreation creation = new ActorCreation(site.method(), CreationOptions.take(), args);
    try {
      return Engines.current().actors().create(creation);
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  private static ObjectRef<@Nullable Object> added(
      @Nullable Scope scope, ObjectRef<@Nullable Object> ref) {
    if (scope != null) {
      scope.add(ref);
    }
    return ref;
  }
}
