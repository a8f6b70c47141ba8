/**
 * Partitions whose entries are on two members, so that one may die.
 *
 * <pre>
 *   owner:  Replicas.commit -> Ownership (who has taken what) -> PUSH -> Replica of a follower
 *   taker:  TakeOver: PREPARE to all (epoch) -> FETCH from a holder -> PUSH to a follower
 *                     -> ANNOUNCE to all (tenure) -> Tenant.opened
 * </pre>
 *
 * <p>Versions to one follower go in batches that form by themselves; large states go ahead of
 * theirs in pieces: {@link dev.weft.cluster.internal.replica.Transfers} -> {@link
 * dev.weft.cluster.internal.replica.Assemblies}.
 *
 * <p>What holds at all times: a commit is answered only when every node of the tenure's write set
 * has it; each node takes commits of no lower epoch than the one it has promised; whoever takes
 * over has the promise of every member of the agreed view, and reads from a node of the newest
 * write set. So an owner that was paused or cut off can never have anything answered again, and
 * nothing that was answered is missing at its successor. If a whole write set is gone, that is
 * noticed, and said.
 *
 * <p>The scheme is primary-backup replication with reconfiguration by an agreed membership, as in
 * "Vertical Paxos and Primary-Backup Replication" (Lamport, Malkhi, Zhou, 2009); the windows of
 * callers are the client sessions of "Implementing Linearizability at Large Scale and Low Latency"
 * (Lee et al., 2015).
 *
 * <p>There are no threads, clocks or sockets in here: {@link
 * dev.weft.cluster.internal.transport.Link} and the clock bring them, so that a simulation can run
 * the same code.
 */
@NullMarked
package dev.weft.cluster.internal.replica;

import org.jspecify.annotations.NullMarked;
