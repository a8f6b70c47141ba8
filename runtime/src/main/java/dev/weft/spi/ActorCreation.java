package dev.weft.spi;

import dev.weft.CallOptions;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import org.jspecify.annotations.Nullable;

/**
 * The creation of an actor, as its caller asked for it.
 *
 * @param constructor what builds the instance
 * @param options what the caller said beyond the annotation; a name makes it an atomic
 *     get-or-create
 * @param args the arguments, owned by the engine from here on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ActorCreation(
    RemoteMethod constructor, CallOptions options, @Nullable Object[] args) {

  public ActorCreation {
    ActorOptions said = options.actor();
    if (options.name() == null && said.namespace() != null) {
      throw new IllegalArgumentException(
          "An actor in the namespace \""
              + said.namespace()
              + "\" needs a name, by which others find it: give it one with .name(…), or take the"
              + " namespace away from the creation of "
              + constructor
              + ".");
    }
    if (said.isDetached() && said.namespace() == null) {
      throw new IllegalArgumentException(
          "A detached actor outlives its job, and those who come later find it by its name and"
              + " namespace: give it both with .name(…).namespace(…), or take .detached() away from"
              + " the creation of "
              + constructor
              + ".");
    }
  }

  /** The class of the actor: its binary name. */
  public String type() {
    return constructor.owner().getName();
  }

  /** How it is to be kept and called: what its class says, and its creator over that. */
  public ActorTraits traits() {
    return options.actor().over(RemoteTable.of(constructor.owner()).actorTraits());
  }

  /** Where its name is to be unique; null for the namespace of the job that creates it. */
  public @Nullable String namespace() {
    return options.actor().namespace();
  }

  /** Whether it is to outlive the job that creates it. */
  public boolean isDetached() {
    return options.actor().isDetached();
  }
}
