package dev.weft.cluster.internal.transport;

import com.hazelcast.internal.services.ServiceNamespace;
import com.hazelcast.internal.services.ServiceNamespaceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brings the state of a moving partition to its new owner. */
final class ReplicationOperation extends Operation
    implements IdentifiedDataSerializable, ServiceNamespaceAware {

  private byte[] snapshot = {};

  ReplicationOperation() {}

  ReplicationOperation(byte[] snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public void run() {
    WeftService service = getService();
    service.install(getPartitionId(), snapshot);
  }

  @Override
  public String getServiceName() {
    return WeftService.NAME;
  }

  @Override
  public ServiceNamespace getServiceNamespace() {
    return WeftService.NAMESPACE;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    out.writeByteArray(snapshot);
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    byte @Nullable [] read = in.readByteArray();
    snapshot = read == null ? new byte[0] : read;
  }

  @Override
  public int getFactoryId() {
    return OperationFactory.ID;
  }

  @Override
  public int getClassId() {
    return OperationFactory.REPLICATION;
  }
}
