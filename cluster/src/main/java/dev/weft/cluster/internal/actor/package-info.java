/**
 * Actors, which live on the owner of their partition.
 *
 * <pre>
 *   caller: ActorClient -> ActorChannel (order) -> Exchange -> message
 *   owner:  ActorHost -> OwnedPartition -> ActorCell -> answer
 *   a cell: Intake (what comes) -> Callers, Mailbox (what waits)
 *             -> CallRunner (what runs: Runs, ActorBody) -> Versions, Committer (what is made safe)
 *           Life, Birth (from birth to death); Agenda (what may come next)
 * </pre>
 *
 * <p>Messages arrive on grid threads, which hand over; user code runs in those of the worker pool,
 * {@code weft-actor-n}. The parts of a cell are guarded by its monitor. When a partition moves, its
 * cells are drained, what is kept of them goes along, and calls that had not begun are answered
 * with a signal that makes their callers try the new owner.
 */
@NullMarked
package dev.weft.cluster.internal.actor;

import org.jspecify.annotations.NullMarked;
