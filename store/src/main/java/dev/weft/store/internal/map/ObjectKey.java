package dev.weft.store.internal.map;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.partition.PartitionAware;
import java.io.IOException;

/** The key of an object's entry: its id and the number of its chunk, in the partition of its id. */
final class ObjectKey implements IdentifiedDataSerializable, PartitionAware<Integer> {

  /** The number of an entry that is no chunk. */
  static final int WHOLE = -1;

  private long high;
  private long low;
  private int chunk;
  private int partitionKey;

  /** For {@link ObjectKeyFactory}, before it is read. */
  ObjectKey() {}

  ObjectKey(long high, long low, int chunk, int partitionKey) {
    this.high = high;
    this.low = low;
    this.chunk = chunk;
    this.partitionKey = partitionKey;
  }

  @Override
  public Integer getPartitionKey() {
    return partitionKey;
  }

  @Override
  public int getFactoryId() {
    return ObjectKeyFactory.ID;
  }

  @Override
  public int getClassId() {
    return ObjectKeyFactory.OBJECT_KEY;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeLong(high);
    out.writeLong(low);
    out.writeInt(chunk);
    out.writeInt(partitionKey);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    high = in.readLong();
    low = in.readLong();
    chunk = in.readInt();
    partitionKey = in.readInt();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectKey key
        && key.high == high
        && key.low == low
        && key.chunk == chunk;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(low) + chunk;
  }

  @Override
  public String toString() {
    return String.format("%016x%016x/%d", high, low, chunk);
  }
}
