package dev.weft.spi;

import dev.weft.NamedActor;
import dev.weft.ObjectRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds actors and carries their calls, in order for each caller, and one at a time for each actor
 * unless its {@link ActorTraits} say otherwise.
 */
public interface ActorEngine {

  /**
   * Creates an actor. Does not wait for its constructor, unless the options name the actor: then it
   * waits, since the answer may be an actor that is there already, and throws what the constructor
   * threw. Calls made before the actor is born run after its constructor; when that failed, they
   * fail with {@link dev.weft.error.ActorDiedException} and the constructor's failure as cause.
   *
   * @throws dev.weft.error.NotSerializableValueException if an argument cannot travel
   * @throws IllegalArgumentException if an actor of another class has the name
   */
  ActorBirth create(ActorCreation creation);

  /** Takes a call; the ref completes when it has run. Does not wait. */
  ObjectRef<@Nullable Object> call(ActorCall call);

  /** The living actor of that name in this job's namespace. */
  Optional<ActorAddress> find(String type, String name);

  /**
   * The living actor of that name in a namespace.
   *
   * @throws IllegalArgumentException if it is of another class
   */
  default Optional<ActorAddress> find(String type, String name, String namespace) {
    if (namespace.equals(namespace())) {
      return find(type, name);
    }
    throw new UnsupportedOperationException("This engine has one namespace, " + namespace() + ".");
  }

  /** The living actors of a namespace that have a name, sorted by it. */
  default List<NamedActor> named(String namespace) {
    throw new UnsupportedOperationException("This engine cannot list actors.");
  }

  /** Ends an actor: its running call is interrupted, waiting and later ones fail. */
  void kill(ActorAddress actor);

  /**
   * The same, or begins it anew by its constructor, if it may be {@linkplain ActorTraits#mayRestart
   * restarted} once more; otherwise it ends. The calls that it has fail.
   */
  default void kill(ActorAddress actor, boolean restart) {
    if (restart) {
      throw new UnsupportedOperationException("This engine cannot restart actors.");
    }
    kill(actor);
  }

  /** Where names given to actors are unique: for messages. */
  String namespace();
}
