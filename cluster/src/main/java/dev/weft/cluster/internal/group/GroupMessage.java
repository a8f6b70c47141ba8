package dev.weft.cluster.internal.group;

import dev.weft.cluster.internal.scheduler.BundleId;
import dev.weft.cluster.internal.scheduler.ClaimForm;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.Demand;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to have a bundle, or to give all of a group back.
 *
 * <pre>
 *   0 | group (uuid)                                 give back
 *   1 | group (uuid) | bundle (varint) | demand      reserve; answered with 1 when it is, 0 if never
 * </pre>
 *
 * @param bundle its index, or -1 for all
 * @param demand what to reserve, or null to give back
 */
record GroupMessage(UUID group, int bundle, @Nullable Demand demand) {

  static GroupMessage reserve(BundleId id, Demand demand) {
    return new GroupMessage(id.group(), id.index(), demand);
  }

  static GroupMessage free(UUID group) {
    return new GroupMessage(group, -1, null);
  }

  byte[] toBytes() {
    MessageWriter out = new MessageWriter().putByte(demand == null ? 0 : 1).putUuid(group);
    if (demand != null) {
      out.putVarInt(bundle);
      ClaimForm.writeDemand(demand, out);
    }
    return out.toBytes();
  }

  static GroupMessage read(byte[] message) {
    MessageReader in = new MessageReader(message);
    boolean reserves = in.getByte() == 1;
    UUID group = in.getUuid();
    return reserves
        ? reserve(new BundleId(group, in.getVarInt()), ClaimForm.readDemand(in))
        : free(group);
  }
}
