package dev.weft.store.internal.map;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes the keys that arrive from other members. */
final class ObjectKeyFactory implements DataSerializableFactory {

  /** The number of this factory among all of Weft's. */
  static final int ID = 0x5746_0002;

  static final int OBJECT_KEY = 1;

  @Override
  public IdentifiedDataSerializable create(int typeId) {
    if (typeId != OBJECT_KEY) {
      throw new IllegalArgumentException("Weft's store has no class of number " + typeId);
    }
    return new ObjectKey();
  }
}
