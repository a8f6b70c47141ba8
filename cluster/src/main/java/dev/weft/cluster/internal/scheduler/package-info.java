/**
 * Decides what runs where and when.
 *
 * <pre>
 *   submitter:  NodeChoice   tasks that ask for nothing: here, near their arguments, or one of two
 *               Candidates   those that ask for something: of the members that have it
 *   member:     WorkerPool -> Admission (whose turn it is, and what is free) -> Worker
 * </pre>
 *
 * <p>Members declare their {@link dev.weft.cluster.internal.scheduler.Capacity} once, as attributes
 * that all nodes see; what of it is free is known to the member alone, which lets tasks wait.
 */
@NullMarked
package dev.weft.cluster.internal.scheduler;

import org.jspecify.annotations.NullMarked;
