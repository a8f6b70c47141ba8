package dev.weft.cluster.internal.transport;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.BackupAwareOperation;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;

/**
 * Adds to a counter of {@link GridCounters} and has one backup take the result.
 *
 * <p>Wire form: amount (int).
 */
final class CountOperation extends Operation
    implements BackupAwareOperation, IdentifiedDataSerializable {

  private static final byte[] ANSWER = {};

  private int amount;
  private long value;

  CountOperation() {}

  CountOperation(int amount) {
    this.amount = amount;
  }

  @Override
  public void run() {
    WeftService service = getService();
    value = service.counters().add(getPartitionId(), amount);
  }

  @Override
  public Object getResponse() {
    return ANSWER;
  }

  @Override
  public boolean shouldBackup() {
    return true;
  }

  @Override
  public int getSyncBackupCount() {
    return 1;
  }

  @Override
  public int getAsyncBackupCount() {
    return 0;
  }

  @Override
  public Operation getBackupOperation() {
    return new CountBackup(value);
  }

  @Override
  public String getServiceName() {
    return WeftService.NAME;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    out.writeInt(amount);
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    amount = in.readInt();
  }

  @Override
  public int getFactoryId() {
    return OperationFactory.ID;
  }

  @Override
  public int getClassId() {
    return OperationFactory.COUNT;
  }
}
