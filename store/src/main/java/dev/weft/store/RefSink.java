package dev.weft.store;

import dev.weft.ObjectRef;
import dev.weft.error.NotSerializableValueException;

/** Is told of every ref inside a value that is being encoded, once a value. */
@FunctionalInterface
public interface RefSink {

  /** Makes the object known to the cluster and says how others find it. Must not block. */
  ObjectRefData write(ObjectRef<?> ref);

  /** Refuses refs: for values that must stand alone. */
  static RefSink none() {
    return ref -> {
      throw new NotSerializableValueException(
          "A ref cannot travel here: this value must stand alone. Get its value first.");
    };
  }
}
