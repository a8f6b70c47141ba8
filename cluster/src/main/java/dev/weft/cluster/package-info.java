/**
 * The node: one process's part of a cluster. {@link dev.weft.cluster.ClusterEngineProvider} is the
 * door; everything else is internal.
 */
@NullMarked
package dev.weft.cluster;

import org.jspecify.annotations.NullMarked;
