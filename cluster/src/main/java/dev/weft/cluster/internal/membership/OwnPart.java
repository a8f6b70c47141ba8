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
 * <p>The fields that are not volatile are guarded by this.
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
  private Set<UUID> known = Set.of();
  private @Nullable UUID staysFor;
  private long staysUntil = System.nanoTime();
  private boolean isGivingWay;

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
        cluster.getMembers().stream().map(Member::getAddress).toList(),
        standing,
        hasBelonged,
        isBlank.getAsBoolean(),
        Duration.ofNanos(System.nanoTime() - lastLoss).toMillis());
  }

  /**
   * What one is to do that asks.
   *
   * @param isBinding whether it is about to do that, so that this one must stay until it has
   */
  synchronized Course answer(Part asker, Part own, boolean isBinding) {
    Course course = Course.of(asker, own);
    if (isBinding && givesWay(course)) {
      if (isGivingWay) {
        return Course.STAY;
      }
      staysFor = asker.member();
      staysUntil = System.nanoTime() + STAYS_NANOS;
    }
    return course;
  }

  /** Marks this node as one that is about to give way; false if it has told another to. */
  synchronized boolean beginToGiveWay() {
    isGivingWay = staysUntil - System.nanoTime() < 0 || known.contains(staysFor);
    return isGivingWay;
  }

  /** What this node was about to do is done, or has come to nothing. */
  synchronized void stays() {
    isGivingWay = false;
  }

  private static boolean givesWay(Course course) {
    return course == Course.REJOIN || course == Course.AFRESH;
  }

  private ClusterServiceImpl cluster() {
    Node made = node;
    if (made == null) {
      throw new IllegalStateException("Hazelcast has not made its node.");
    }
    return made.getClusterService();
  }
}
