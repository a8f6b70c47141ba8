/**
 * Placement groups: bundles of resources that are reserved together.
 *
 * <pre>
 *   creator: Groups -> GroupPlan -> GROUPS (reserve, to each member) -> all granted? GroupTable
 *                                                                   -> else GROUPS (free), again
 *   member:  GroupHost -> WorkerPool.reserve (takes its turn like a task) -> reply
 * </pre>
 *
 * <p>The creator's thread waits; replies come on grid threads and only complete what it waits for.
 */
@NullMarked
package dev.weft.cluster.internal.group;

import org.jspecify.annotations.NullMarked;
