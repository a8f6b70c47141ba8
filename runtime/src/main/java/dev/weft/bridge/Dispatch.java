package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.error.WeaveException;
import dev.weft.error.WeftException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.Flattened;
import dev.weft.spi.Outcome;
import dev.weft.spi.Place;
import dev.weft.spi.PromiseRef;
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
    requireForCall(site, options);
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

  /**
   * A call as it stands in the source. On a live instance, the caller's own or one that it runs in,
   * it is what it is in plain Java: the method runs here and now, and throws what it throws.
   */
  static ObjectRef<@Nullable Object> call(
      LinkedCall site,
      CallOptions options,
      @Nullable Object receiver,
      @Nullable Object[] args,
      @Nullable Scope scope) {
    Actor actor = actor(site, receiver);
    ActorAddress handle = actor.$weft$handle();
    Actor live = handle == null ? actor : RunningActor.find(handle);
    return live == null
        ? call(site, options, Objects.requireNonNull(handle), args, scope)
        : run(site, live, args);
  }

  /** A call that is to run later, on whatever receiver: an actor may send calls to itself. */
  static ObjectRef<@Nullable Object> later(
      LinkedCall site,
      CallOptions options,
      @Nullable Object receiver,
      @Nullable Object[] args,
      @Nullable Scope scope) {
    return call(site, options, Actor.addressOf(actor(site, receiver)), args, scope);
  }

  /** The creation of an actor, in the constructor by which its handle is made. */
  static ActorAddress create(
      LinkedCall site, CreationOptions said, Object handle, @Nullable Object[] args) {
    requireWoven(handle, site.method().owner());
    requireNoPlacement(site, said.options());
    ActorBirth birth = create(new ActorCreation(site.method(), said.options(), args));
    Scope scope = said.scope();
    if (scope == null) {
      birth.born().get();
    } else {
      scope.add(birth.born());
    }
    return birth.address();
  }

  private static ActorBirth create(ActorCreation creation) {
    try {
      return Engines.current().actors().create(creation);
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  private static void requireNoPlacement(LinkedCall site, CallOptions options) {
    if (!options.demand().isOneCpu() || options.placement().place() != Place.ANYWHERE) {
      throw new IllegalArgumentException(
          "Resources and placement are for tasks: an actor lives where its key belongs. Take them"
              + " away from the creation of "
              + site.method()
              + ".");
    }
  }

  private static void requireForCall(LinkedCall site, CallOptions options) {
    if (!options.actor().isNone()) {
      throw new IllegalArgumentException(
          "namespace, detached, durability, maxRestarts, concurrency and maxPendingCalls are for the"
              + " creation of actors: options().actor(() -> new A(…)). Take them away from the call"
              + " of "
              + site.method()
              + ".");
    }
  }

  /** The creation by a constructor of an abstract class. */
  static ActorAddress refuse(
      Class<?> constructed, CreationOptions said, Object handle, @Nullable Object[] args) {
    requireWoven(handle, constructed);
    throw new WeaveException(constructed.getName() + " is abstract and cannot be an actor.");
  }

  /** Only the constructor of the very class makes a handle; that of a woven subclass calls none. */
  private static void requireWoven(Object handle, Class<?> constructed) {
    if (handle.getClass() != constructed) {
      throw new WeaveException(
          handle.getClass().getName()
              + " extends the actor class "
              + constructed.getName()
              + " but is not woven: its constructor would create an actor of class "
              + constructed.getName()
              + ". Weave it too: with weft-maven-plugin in its own module, or with"
              + " -javaagent:weft-agent.jar.");
    }
  }

  private static Actor actor(LinkedCall site, @Nullable Object receiver) {
    if (receiver == null) {
      throw new NullPointerException(
          "Cannot call \"" + site.method() + "\" because the actor is null");
    }
    return (Actor) receiver;
  }

  private static ObjectRef<@Nullable Object> call(
      LinkedCall site,
      CallOptions options,
      ActorAddress target,
      @Nullable Object[] args,
      @Nullable Scope scope) {
    Objects.requireNonNull(options, "options");
    requireForCall(site, options);
    Scope.before(scope, site.method(), target, args);
    ActorCall call =
        new ActorCall(target, site.method(), options, args, site.inputs(), site.place());
    try {
      return added(scope, Engines.current().actors().call(call));
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  /** Runs a method of a live instance; what it throws comes out of the call itself. */
  private static ObjectRef<@Nullable Object> run(
      LinkedCall site, Actor live, @Nullable Object[] args) {
    @Nullable Object[] all = new @Nullable Object[args.length + 1];
    all[0] = live;
    System.arraycopy(args, 0, all, 1, args.length);
    for (int input : site.inputs()) {
      all[input + 1] = ((ObjectRef<?>) Objects.requireNonNull(args[input])).get();
    }
    PromiseRef<@Nullable Object> ref = new PromiseRef<>();
    Flattened.whenKnown(site.method(), value(site, all), ref::complete);
    return ref;
  }

  @SuppressWarnings("CatchingUnchecked") // thrown on as it is, checked or not
  private static @Nullable Object value(LinkedCall site, @Nullable Object[] args) {
    try {
      return site.method().invokeBody(args);
    } catch (Throwable e) {
      return Outcome.failed(e).valueOrThrow();
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
