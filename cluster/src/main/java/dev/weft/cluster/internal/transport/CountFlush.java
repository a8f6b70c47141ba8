package dev.weft.cluster.internal.transport;

import com.hazelcast.internal.util.ConcurrencyUtil;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.NodeEngine;
import com.hazelcast.spi.impl.operationservice.BackupAwareOperation;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.util.List;

/** Counts what {@link GridCounters} hold of one partition, and has one backup take the result. */
final class CountFlush extends Operation
    implements BackupAwareOperation, IdentifiedDataSerializable {

  private List<Runnable> flushed = List.of();
  private long value;

  /** Flushes a partition of this node, and goes on as long as there is something. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback gets what it completes with
  static void send(NodeEngine engine, int partition) {
    CountFlush flush = new CountFlush();
    engine
        .getOperationService()
        .createInvocationBuilder(WeftService.NAME, flush, partition)
        .setAsync()
        .<Object>invoke()
        .whenCompleteAsync(
            (unused, failure) -> {
              flush.flushed.forEach(Runnable::run);
              if (!flush.flushed.isEmpty()) {
                send(engine, partition);
              }
            },
            ConcurrencyUtil.CALLER_RUNS);
  }

  @Override
  public void run() {
    WeftService service = getService();
    flushed = service.counters().flush(getPartitionId());
    value = service.counters().add(getPartitionId(), 0);
  }

  @Override
  public boolean shouldBackup() {
    return !flushed.isEmpty();
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
  public int getFactoryId() {
    return OperationFactory.ID;
  }

  @Override
  public int getClassId() {
    return OperationFactory.COUNT_FLUSH;
  }
}
