/**
 * Tasks, from the caller's call to its ref's completion.
 *
 * <pre>
 *   submitter: TaskManager -> PendingTask (inputs) -> Dispatcher (placement)
 *                 here:      -> LocalTask -> WorkerPool (weft-task-n) -> method -> TaskManager -> ref
 *                 elsewhere: -> Lane (alone, or in batches) -> wire
 *   worker:    TaskRunner -> ShippedTask -> WorkerPool -> method
 *                 -> the answer to a lone task's message, or a batch of its Submitter -> wire
 *   submitter: TaskManager -> ref
 * </pre>
 *
 * <p>Locks are taken in the order: what waits in the Dispatcher, a PendingTask, its ref; and a
 * RunningTask, then the WorkerPool. Whoever moves a PendingTask to its last state completes its
 * ref.
 *
 * <p>A lost member's tasks are submitted again by their submitter, as often as they may be.
 */
@NullMarked
package dev.weft.cluster.internal.task;

import org.jspecify.annotations.NullMarked;
