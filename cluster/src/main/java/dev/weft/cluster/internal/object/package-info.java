/** Refs of the cluster: what they name, how they travel, how their value is found again. */
@NullMarked
package dev.weft.cluster.internal.object;

import org.jspecify.annotations.NullMarked;
