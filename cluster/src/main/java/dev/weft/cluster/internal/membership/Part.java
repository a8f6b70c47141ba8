package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * One of the parts into which a cluster may have come apart, as one of its members sees it.
 *
 * @param lineage the cluster that this is a part of; the same for all that ever were one
 * @param member who says this
 * @param master the member that speaks for the part
 * @param masterId its id
 * @param listed the members of the part, without drivers, the oldest first
 * @param addresses of these, and of drivers
 * @param standing what this member knows of the agreement
 * @param hasBelonged whether this member has been among those agreed upon
 * @param isBlank whether this member has nothing that could be lost
 * @param unchangedMillis how long ago the part lost a member
 */
record Part(
    UUID lineage,
    UUID member,
    Address master,
    UUID masterId,
    List<UUID> listed,
    List<Address> addresses,
    Standing standing,
    boolean hasBelonged,
    boolean isBlank,
    long unchangedMillis) {

  Part {
    listed = List.copyOf(listed);
    addresses = List.copyOf(addresses);
  }

  /** Whether who says this also speaks for the part. */
  boolean isMaster() {
    return member.equals(masterId);
  }

  /** Whether neither part counts any of the other's members among its own. */
  boolean isApartFrom(Part other) {
    return Collections.disjoint(listed, other.listed);
  }

  boolean givesWayTo(Part other) {
    Course course = Course.of(this, other);
    return course == Course.REJOIN || course == Course.AFRESH;
  }

  void write(ObjectDataOutput out) throws IOException {
    write(out, lineage);
    write(out, member);
    out.writeObject(master);
    write(out, masterId);
    write(out, listed);
    out.writeInt(addresses.size());
    for (Address address : addresses) {
      out.writeObject(address);
    }
    out.writeLong(standing.version());
    write(out, standing.members());
    out.writeBoolean(standing.isCutOff());
    out.writeBoolean(standing.isRemoved());
    out.writeBoolean(hasBelonged);
    out.writeBoolean(isBlank);
    out.writeLong(unchangedMillis);
  }

  static Part read(ObjectDataInput in) throws IOException {
    return new Part(
        readId(in),
        readId(in),
        in.readObject(),
        readId(in),
        readIds(in),
        readAddresses(in),
        new Standing(in.readLong(), readIds(in), in.readBoolean(), in.readBoolean()),
        in.readBoolean(),
        in.readBoolean(),
        in.readLong());
  }

  private static void write(ObjectDataOutput out, List<UUID> ids) throws IOException {
    out.writeInt(ids.size());
    for (UUID id : ids) {
      write(out, id);
    }
  }

  private static void write(ObjectDataOutput out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static List<UUID> readIds(ObjectDataInput in) throws IOException {
    int count = in.readInt();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(readId(in));
    }
    return ids;
  }

  private static List<Address> readAddresses(ObjectDataInput in) throws IOException {
    int count = in.readInt();
    List<Address> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(in.readObject());
    }
    return addresses;
  }

  private static UUID readId(ObjectDataInput in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
