package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.spi.Demand;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wire form of what a task takes.
 *
 * <pre>
 *   0                                               one slot
 *   1 | demand                                      of the member's own
 *   2 | demand | group (uuid) | bundle (varint)     of a bundle
 *
 *   demand: cpus (varint) | count (varint) | { name, amount (long) } …
 * </pre>
 */
public final class ClaimForm {

  private ClaimForm() {}

  public static void write(Claim claim, MessageWriter out) {
    BundleId bundle = claim.bundle();
    if (claim.isOrdinary()) {
      out.putByte(0);
      return;
    }
    out.putByte(bundle == null ? 1 : 2);
    writeDemand(claim.demand(), out);
    if (bundle != null) {
      out.putUuid(bundle.group()).putVarInt(bundle.index());
    }
  }

  public static Claim read(MessageReader in) {
    int kind = in.getByte();
    if (kind == 0) {
      return Claim.ORDINARY;
    }
    Demand demand = readDemand(in);
    return kind == 1
        ? new Claim(demand, null)
        : new Claim(demand, new BundleId(in.getUuid(), in.getVarInt()));
  }

  public static void writeDemand(Demand demand, MessageWriter out) {
    out.putVarInt(demand.cpus()).putVarInt(demand.others().size());
    demand.others().forEach((name, amount) -> out.putString(name).putLong(amount));
  }

  public static Demand readDemand(MessageReader in) {
    int cpus = in.getVarInt();
    Map<String, Long> others = new TreeMap<>();
    for (int i = in.getCount(); i > 0; i--) {
      String name = in.getString();
      long amount = in.getLong();
      if (amount <= 0) {
        throw new IllegalArgumentException("A task takes " + amount + " of " + name + ".");
      }
      others.put(name, amount);
    }
    return new Demand(cpus, others);
  }
}
