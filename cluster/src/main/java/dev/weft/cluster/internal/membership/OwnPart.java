package dev.weft.cluster.internal.membership;

import static com.hazelcast.cluster.memberselector.MemberSelectors.DATA_MEMBER_SELECTOR;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of the cluster that this node is in, as it tells others. One that has told another to
 * give way does not give way itself for a while, so that two parts never both do.
 *
 * <p>{@code known} is guarded by this; the other fields are published as they are.
 */
final class OwnPart {

  private static final long STAYS_NANOS = Duration.ofSeconds(30).toNanos();

  private final SeenMembers seen;
  private volatile @Nullable Node node;
  private volatile Agreement agreement = Standing::none;
  private volatile BooleanSupplier isBlank = () -> false;
  private volatile @Nullable UUID lineage;
  private volatile boolean hasBelonged;
  private volatile long lastLoss = System.nanoTime();
  private volatile long staysUntil = System.nanoTime();
  private Set<UUID> known = Set.of();

  OwnPart(SeenMembers seen) {
    this.seen = seen;
  }

  /** Tells of the node that Hazelcast makes. */
  void attach(Node made) {
    node = made;
  }

  /** From now on this node answers. */
  void open(Agreement agreed, BooleanSupplier blank) {
    agreement = agreed;
    isBlank = blank;
    membersChanged();
    lineage = cluster().getClusterId();
  }

  /** The cluster that this node belongs to, once it is open. */
  @Nullable UUID lineage() {
    return lineage;
  }

  /** Where this node stands. */
  Standing standing() {
    Standing standing = agreement.standing();
    if (standing.members().contains(cluster().getThisUuid())) {
      hasBelonged = true;
    }
    return standing;
  }

  /** Notes who is there now; called at each change. */
  synchronized void membersChanged() {
    List<UUID> now = new ArrayList<>();
    List<Address> others = new ArrayList<>();
    for (Member member : cluster().getMembers(DATA_MEMBER_SELECTOR)) {
      now.add(member.getUuid());
      if (!member.localMember()) {
        others.add(member.getAddress());
      }
    }
    if (!now.containsAll(known)) {
      lastLoss = System.nanoTime();
    }
    known = Set.copyOf(now);
    seen.add(others);
  }

  /** What this node says of its part, or null while it is in none. */
  @Nullable Part describe() {
    ClusterServiceImpl cluster = cluster();
    Address master = cluster.getMasterAddress();
    Member speaker = master == null ? null : cluster.getMember(master);
    UUID own = lineage;
    if (own == null || speaker == null || !cluster.isJoined()) {
      return null;
    }
    List<UUID> listed =
        cluster.getMembers(DATA_MEMBER_SELECTOR).stream().map(Member::getUuid).toList();
    Standing standing = standing();
    return new Part(
        own,
        cluster.getThisUuid(),
        speaker.getAddress(),
        speaker.getUuid(),
        listed,
        standing,
        hasBelonged,
        isBlank.getAsBoolean(),
        Duration.ofNanos(System.nanoTime() - lastLoss).toMillis());
  }

  /** What one is to do that asks; the answer binds this node. */
  Course answer(Part asker, Part own) {
    Course course = Course.of(asker, own);
    if (course == Course.REJOIN || course == Course.AFRESH) {
      staysUntil = System.nanoTime() + STAYS_NANOS;
    }
    return course;
  }

  /** Whether this node has not told another just now to give way to it. */
  boolean mayGiveWay() {
    return System.nanoTime() - staysUntil >= 0;
  }

  private ClusterServiceImpl cluster() {
    Node made = node;
    if (made == null) {
      throw new IllegalStateException("Hazelcast has not made its node.");
    }
    return made.getClusterService();
  }
}
