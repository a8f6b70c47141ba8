package dev.weft.store;

import dev.weft.ObjectRef;

/** Makes the refs of a value that is being decoded. */
@FunctionalInterface
public interface RefSource {

  /** The ref of that object on this member. Must not block. */
  ObjectRef<?> read(ObjectRefData data);

  /** Refuses refs: for values that must stand alone. */
  static RefSource none() {
    return data -> {
      throw new UnreadableValueException(
          "Found a ref to " + data.id() + " in a value that must stand alone.");
    };
  }
}
