package dev.weft.cluster.internal.transport;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes Weft's operations when they arrive. */
final class OperationFactory implements DataSerializableFactory {

  static final int ID = 0x57454654; // "WEFT"
  static final int MESSAGE = 1;

  @Override
  public IdentifiedDataSerializable create(int typeId) {
    return switch (typeId) {
      case MESSAGE -> new MessageOperation();
      default -> throw new IllegalArgumentException("Unknown operation " + typeId + ".");
    };
  }
}
