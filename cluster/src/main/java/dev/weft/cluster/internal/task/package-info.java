/**
 * Tasks, from the caller's call to its ref's completion.
 *
 * <pre>
 *   submitter: TaskManager -> PendingTask (inputs, placement) -> Outbox -> wire
 *   worker:    TaskRunner  -> WorkerPool (weft-task-n) -> method -> Outbox -> wire
 *   submitter: TaskManager.complete -> ref
 * </pre>
 *
 * <p>A lost member's tasks are submitted again by their submitter, as often as they may be.
 */
@NullMarked
package dev.weft.cluster.internal.task;

import org.jspecify.annotations.NullMarked;
