package dev.weft.cluster.internal.transport;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import com.hazelcast.spi.impl.AllowedDuringPassiveState;
import com.hazelcast.spi.impl.operationservice.CallStatus;
import com.hazelcast.spi.impl.operationservice.Offload;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way. Always offloaded: the receiver answers when it can, and meanwhile
 * Hazelcast's heartbeats keep the caller waiting rather than timing out. Taken and answered while
 * the node shuts down, too: that is when it hands over what it has.
 *
 * <p>Wire form: channel (byte), length (int), that many bytes.
 */
final class MessageOperation extends Operation
    implements IdentifiedDataSerializable, AllowedDuringPassiveState {

  private int channel;
  private byte[] message = {};

  MessageOperation() {}

  MessageOperation(Channel channel, byte[] message) {
    this.channel = channel.ordinal();
    this.message = message;
  }

  @Override
  public CallStatus call() {
    return new Offload(this) {
      @Override
      public void start() {
        WeftService service = getService();
        NodeId from = new NodeId(getCallerUuid());
        service.deliver(
            Channel.of(channel), from, message, new OperationReply(offloadedOperation()));
      }
    };
  }

  @Override
  public String getServiceName() {
    return WeftService.NAME;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    out.writeByte(channel);
    out.writeByteArray(message);
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    channel = in.readByte();
    byte @Nullable [] read = in.readByteArray();
    message = read == null ? new byte[0] : read;
  }

  @Override
  public int getFactoryId() {
    return OperationFactory.ID;
  }

  @Override
  public int getClassId() {
    return OperationFactory.MESSAGE;
  }

  /** Answers through the operation; the first answer counts. */
  private static final class OperationReply implements Reply {

    private final Operation operation;
    private final AtomicBoolean answered = new AtomicBoolean();

    OperationReply(Operation operation) {
      this.operation = operation;
    }

    @Override
    public void send(byte[] answer) {
      respond(answer);
    }

    @Override
    public void retry() {
      respond(new RetryableHazelcastException("The actor has moved."));
    }

    @Override
    public void fail(String reason) {
      respond(new IllegalStateException(reason));
    }

    private void respond(Object response) {
      if (answered.getAndSet(true)) {
        return;
      }
      try {
        operation.sendResponse(response);
      } catch (HazelcastInstanceNotActiveException e) {
        // This node is gone: the sender learns of that.
      }
    }
  }
}
