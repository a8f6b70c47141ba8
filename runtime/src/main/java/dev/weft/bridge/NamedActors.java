package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.NamedActor;
import dev.weft.Remote;
import dev.weft.error.NoSuchActorException;
import dev.weft.error.WeaveException;
import dev.weft.error.WeftException;
import dev.weft.internal.trace.Traces;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the verbs do that take an actor, or its class and its name. */
public final class NamedActors {

  private NamedActors() {}

  /**
   * The actor of a name, created if its class is keyed.
   *
   * @param options have the name, and perhaps a namespace
   */
  public static <A> A get(Class<A> type, CallOptions options) {
    if (!RemoteTable.exists(type)) {
      return PlainActors.get(type, options);
    }
    RemoteTable table = RemoteTable.of(type);
    try {
      ActorAddress address =
          table.actorTraits().isKeyed()
              ? create(table, options)
              : find(type, Objects.requireNonNull(options.name()), options.actor().namespace());
      return type.cast(table.newHandle(address));
    } catch (WeftException e) {
      throw Traces.hide(e);
    }
  }

  private static ActorAddress create(RemoteTable table, CallOptions options) {
    ActorCreation creation =
        new ActorCreation(table.keyedConstructor(), options, new Object[] {options.name()});
    ActorBirth birth = Engines.current().actors().create(creation);
    birth.born().get();
    return birth.address();
  }

  private static ActorAddress find(Class<?> type, String name, @Nullable String given) {
    ActorEngine actors = Engines.current().actors();
    Optional<ActorAddress> found =
        given == null
            ? actors.find(type.getName(), name)
            : actors.find(type.getName(), name, given);
    return found.orElseThrow(
        () -> none(type, name, given == null ? actors.namespace() : given, given != null));
  }

  static NoSuchActorException none(
      Class<?> type, String name, String namespace, boolean isNamespaceGiven) {
    return new NoSuchActorException(
        "No actor is named \""
            + name
            + "\" in the namespace \""
            + namespace
            + "\". Create it with Weft.options().name(\""
            + name
            + "\")"
            + (isNamespaceGiven ? ".namespace(\"" + namespace + "\")" : "")
            + ".actor(() -> new "
            + type.getSimpleName()
            + "(…)).");
  }

  /**
   * The named actors of a namespace.
   *
   * @param namespace null for the job's own
   * @param isWoven whether those that are meant are in the cluster
   */
  public static List<NamedActor> list(@Nullable String namespace, boolean isWoven) {
    if (!isWoven) {
      return PlainActors.named(namespace);
    }
    ActorEngine actors = Engines.current().actors();
    return actors.named(namespace == null ? actors.namespace() : namespace);
  }

  /** Ends an actor, or begins it anew. */
  public static void kill(Object actor, boolean restart) {
    if (actor instanceof Actor woven) {
      Engines.current().actors().kill(Actor.addressOf(woven), restart);
    } else if (actor.getClass().isAnnotationPresent(Remote.class)) {
      PlainActors.forget(actor);
    } else {
      throw new WeaveException(
          "This "
              + actor.getClass().getName()
              + " is not an actor: its class is not woven as @Remote.");
    }
  }
}
