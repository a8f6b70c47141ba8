package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.MembershipManager;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.UUID;

/**
 * Gives a node its id back, and that of its cluster, which Hazelcast changes when clusters merge. A
 * member of Weft that starts afresh does so with a new node; one that rejoins is still the same.
 *
 * <p>Hazelcast has no way to say so: this is done by reflection, in the moments in which the node
 * has left one cluster and has not joined the other yet, with no connection open.
 */
final class KeptIdentity {

  private KeptIdentity() {}

  /** To be called right after Hazelcast has given the node a new id. */
  static void restore(Node node, UUID id) {
    ClusterServiceImpl cluster = node.getClusterService();
    MemberImpl renamed = cluster.getLocalMember();
    MemberImpl member =
        new MemberImpl.Builder(renamed.getAddressMap())
            .version(renamed.getVersion())
            .localMember(true)
            .uuid(id)
            .attributes(renamed.getAttributes())
            .liteMember(renamed.isLiteMember())
            .memberListJoinVersion(renamed.getMemberListJoinVersion())
            .instance(node.hazelcastInstance)
            .build();
    node.setThisUuid(id);
    set(cluster, "localMember", member);
    node.getLocalAddressRegistry().setLocalUuid(id);
    forgetRenamed(cluster.getMembershipManager());
  }

  /**
   * The list of members, now this one alone, has it by its other name; to be removed from it, as it
   * would be when it joins, would cost it its listeners.
   */
  private static void forgetRenamed(MembershipManager members) {
    try {
      Method reset = MembershipManager.class.getDeclaredMethod("reset");
      reset.setAccessible(true);
      reset.invoke(members);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Hazelcast has no MembershipManager.reset()", e);
    }
  }

  /** To be called when the node has gone on alone, which for Hazelcast makes a new cluster. */
  static void restoreCluster(Node node, UUID lineage) {
    set(node.getClusterService(), "clusterId", lineage);
  }

  private static void set(ClusterServiceImpl cluster, String name, Object value) {
    try {
      Field field = ClusterServiceImpl.class.getDeclaredField(name);
      field.setAccessible(true);
      field.set(cluster, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Hazelcast has no ClusterServiceImpl." + name, e);
    }
  }
}
