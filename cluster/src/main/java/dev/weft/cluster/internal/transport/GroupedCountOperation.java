package dev.weft.cluster.internal.transport;

import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.CallStatus;
import com.hazelcast.spi.impl.operationservice.Offload;
import com.hazelcast.spi.impl.operationservice.Operation;
import com.hazelcast.spi.impl.operationservice.PartitionAwareOperation;

/**
 * Adds one to a counter of {@link GridCounters}, together with others that are there: it is held
 * until a {@link CountFlush}, which queues behind them, has them all backed up at once.
 */
final class GroupedCountOperation extends Operation
    implements PartitionAwareOperation, IdentifiedDataSerializable {

  private static final byte[] ANSWER = {};

  @Override
  public CallStatus call() {
    return new Offload(this) {
      @Override
      public void start() {
        WeftService service = getService();
        Operation held = offloadedOperation();
        if (service.counters().hold(getPartitionId(), () -> held.sendResponse(ANSWER))) {
          CountFlush.send(getNodeEngine(), getPartitionId());
        }
      }
    };
  }

  @Override
  public String getServiceName() {
    return WeftService.NAME;
  }

  @Override
  public int getFactoryId() {
    return OperationFactory.ID;
  }

  @Override
  public int getClassId() {
    return OperationFactory.GROUPED_COUNT;
  }
}
