/**
 * Decides what runs where and when: {@link dev.weft.cluster.internal.scheduler.WorkerPool} on this
 * node, {@link dev.weft.cluster.internal.scheduler.Placement} among nodes.
 */
@NullMarked
package dev.weft.cluster.internal.scheduler;

import org.jspecify.annotations.NullMarked;
