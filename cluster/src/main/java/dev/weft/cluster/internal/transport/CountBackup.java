package dev.weft.cluster.internal.transport;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.BackupOperation;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;

/**
 * What a counter of {@link GridCounters} has come to, for its backup.
 *
 * <p>Wire form: value (long).
 */
final class CountBackup extends Operation implements BackupOperation, IdentifiedDataSerializable {

  private long value;

  CountBackup() {}

  CountBackup(long value) {
    this.value = value;
  }

  @Override
  public void run() {
    WeftService service = getService();
    service.counters().set(getPartitionId(), value);
  }

  @Override
  public String getServiceName() {
    return WeftService.NAME;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    out.writeLong(value);
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    value = in.readLong();
  }

  @Override
  public int getFactoryId() {
    return OperationFactory.ID;
  }

  @Override
  public int getClassId() {
    return OperationFactory.COUNT_BACKUP;
  }
}
