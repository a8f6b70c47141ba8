/**
 * Actors, pinned to the owner of their partition.
 *
 * <pre>
 *   caller: ActorClient -> ActorChannel (order) -> partition message
 *   owner:  ActorHost -> ActorCell (mailbox, one call at a time) -> WorkerPool (weft-actor-n) -> reply
 * </pre>
 *
 * <p>When a partition moves, its cells are drained, their state goes along as bytes, and calls that
 * had not begun are answered with a signal that makes their callers try the new owner.
 */
@NullMarked
package dev.weft.cluster.internal.actor;

import org.jspecify.annotations.NullMarked;
