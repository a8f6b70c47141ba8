package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the master that the sender cannot reach another member which the master can. Members that
 * cannot talk to each other would wait for each other for ever, so one of the two has to go: a
 * driver before a member, then the younger one.
 */
final class Unreachable extends Operation implements IdentifiedDataSerializable {

  static final int TYPE = 3;

  private static final Logger log = LoggerFactory.getLogger(Unreachable.class);

  private @Nullable UUID other;

  Unreachable() {}

  Unreachable(UUID other) {
    this.other = other;
  }

  @Override
  public void run() {
    ClusterServiceImpl cluster = getNodeEngine().getNode().getClusterService();
    MemberImpl first = cluster.getMember(getCallerUuid());
    MemberImpl second = cluster.getMember(other);
    if (!cluster.isMaster() || first == null || second == null) {
      return;
    }
    MemberImpl goes = isBefore(first, second) ? second : first;
    if (goes.localMember()) {
      return;
    }
    log.warn(
        "{}:{} and {}:{} cannot reach each other; {}:{} has to go until they can.",
        first.getAddress().getHost(),
        first.getAddress().getPort(),
        second.getAddress().getHost(),
        second.getAddress().getPort(),
        goes.getAddress().getHost(),
        goes.getAddress().getPort());
    cluster.suspectMember(goes, "No connection", true);
  }

  private static boolean isBefore(MemberImpl one, MemberImpl other) {
    return one.isLiteMember() == other.isLiteMember()
        ? one.getMemberListJoinVersion() < other.getMemberListJoinVersion()
        : other.isLiteMember();
  }

  @Override
  public boolean returnsResponse() {
    return false;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    if (other == null) {
      throw new IllegalStateException("Nobody is unreachable.");
    }
    out.writeLong(other.getMostSignificantBits());
    out.writeLong(other.getLeastSignificantBits());
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    other = new UUID(in.readLong(), in.readLong());
  }

  @Override
  public int getFactoryId() {
    return PartQuestion.FACTORY;
  }

  @Override
  public int getClassId() {
    return TYPE;
  }
}
