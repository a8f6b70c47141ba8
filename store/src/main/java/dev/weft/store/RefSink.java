package dev.weft.store;

import dev.weft.ObjectRef;
import dev.weft.error.NotSerializableValueException;
import dev.weft.spi.ActorAddress;

/** Is told of every ref and handle inside a value that is being encoded. */
@FunctionalInterface
public interface RefSink {

  /**
   * Makes the object known to the cluster and says how others find it. Called once for each ref.
   * Must not block.
   */
  ObjectRefData write(ObjectRef<?> ref);

  /** Is told of the handle of an actor too, each time it is written. Must not block. */
  default void handle(ActorAddress actor) {}

  /** Refuses refs: for values that must stand alone. */
  static RefSink none() {
    return ref -> {
      throw new NotSerializableValueException(
          "A ref cannot travel here: this value must stand alone. Get its value first.");
    };
  }
}
