package dev.weft.store;

import dev.weft.ObjectRef;

/** Makes the refs and streams of a value that is being decoded. */
@FunctionalInterface
public interface RefSource {

  /** The ref of that object on this member. Must not block. */
  ObjectRef<?> read(ObjectRefData data);

  /** The stream of a handle, on the member that reads it. Must not block. */
  default Object stream(StreamHandle handle) {
    throw new UnreadableValueException(
        "Found a stream of " + handle.name() + " in a value that must stand alone.");
  }

  /** Refuses refs: for values that must stand alone. */
  static RefSource none() {
    return data -> {
      throw new UnreadableValueException(
          "Found a ref to " + data.id() + " in a value that must stand alone.");
    };
  }
}
