/**
 * The agreed set of members: who may hold actors, and who is out for good, whatever single nodes
 * think of each other.
 *
 * <pre>
 *   Hazelcast's list ---> Views ---> Proposer --prepare, accept--> Acceptor (each member of view n)
 *                           ^            |
 *                           |            v  a quorum of view n has accepted
 *                         learn  &lt;--- view n + 1 ---told---> members of view n and of view n + 1
 * </pre>
 *
 * <p>{@link dev.weft.cluster.internal.view.View} n + 1 is decided by the members of view n, by one
 * instance of Paxos for each version: at most one value can be decided, whatever is lost, late,
 * doubled or paused, and whatever Hazelcast's list says on whichever node. That list, and time,
 * only say when a change is worth a try. Nothing has to be kept on disk: a process that comes back
 * is a new node.
 *
 * <p>A node that was in a view and is in a later one no more never comes back under the same name.
 * What makes that hold with a bounded memory is in {@link dev.weft.cluster.internal.view.Roster}.
 *
 * <p>Everything here runs on the thread of one {@link dev.weft.cluster.internal.time.Clock} ({@code
 * weft-protocol-1} in a node, a simulation in tests); what may be called from elsewhere says so.
 */
@NullMarked
package dev.weft.cluster.internal.view;

import org.jspecify.annotations.NullMarked;
