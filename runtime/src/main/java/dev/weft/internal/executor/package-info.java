/**
 * {@link dev.weft.Weft#executor()}: tasks of {@code java.util.concurrent} as tasks of the cluster.
 *
 * <pre>
 *   submit, execute --> ClusterExecutor --> ClusterTask --> engine: Work.run(function, …)
 *   supplyAsync, thenApplyAsync, … --> Stage ----^
 * </pre>
 *
 * <p>No thread waits here for a task: futures complete on the thread on which the engine completes
 * refs.
 */
@NullMarked
package dev.weft.internal.executor;

import org.jspecify.annotations.NullMarked;
