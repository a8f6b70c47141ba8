package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.TaskCall;
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
    return added(
        scope,
        Engines.current()
            .tasks()
            .submit(new TaskCall(site.method(), options, args, site.inputs())));
  }

  /** The same for an instance method, whose receiver is the first argument. */
  static ObjectRef<@Nullable Object> send(
      LinkedCall site, CallOptions options, @Nullable Object[] args, @Nullable Scope scope) {
    if (args[0] == null) {
      throw new NullPointerException(
          "Cannot call " + site.method() + " because its receiver is null");
    }
    return args[0] instanceof Actor actor
        ? added(scope, ActorReceiver.call(site, actor, options, args))
        : submit(site, options, args, scope);
  }

  static ObjectRef<@Nullable Object> call(
      LinkedCall site,
      CallOptions options,
      @Nullable Object receiver,
      @Nullable Object[] args,
      @Nullable Scope scope) {
    Objects.requireNonNull(options, "options");
    ActorAddress target = Actor.addressOf((Actor) Objects.requireNonNull(receiver));
    return added(
        scope,
        Engines.current()
            .actors()
            .call(new ActorCall(target, site.method(), options, args, site.inputs())));
  }

  static ActorAddress create(LinkedCall site, @Nullable Object[] args) {
    return Engines.current()
        .actors()
        .create(new ActorCreation(site.method(), CreationOptions.take(), args));
  }

  private static ObjectRef<@Nullable Object> added(
      @Nullable Scope scope, ObjectRef<@Nullable Object> ref) {
    if (scope != null) {
      scope.add(ref);
    }
    return ref;
  }
}
