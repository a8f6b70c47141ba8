package dev.weft.cluster.internal.transport;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** Makes Weft's operations when they arrive. */
final class OperationFactory implements DataSerializableFactory {

  static final int ID = 0x57454654; // "WEFT"
  static final int MESSAGE = 1;
  static final int COUNT = 2;
  static final int COUNT_BACKUP = 3;
  static final int GROUPED_COUNT = 4;
  static final int COUNT_FLUSH = 5;

  @Override
  public IdentifiedDataSerializable create(int typeId) {
    return switch (typeId) {
      case MESSAGE -> new MessageOperation();
      case COUNT -> new CountOperation();
      case COUNT_BACKUP -> new CountBackup();
      case GROUPED_COUNT -> new GroupedCountOperation();
      case COUNT_FLUSH -> new CountFlush();
      default -> throw new IllegalArgumentException("Unknown operation " + typeId + ".");
    };
  }
}
