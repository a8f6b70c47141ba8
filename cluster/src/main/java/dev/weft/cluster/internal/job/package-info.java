/**
 * A job is all that one driver asked for: its classes, its codec, its work. {@link
 * dev.weft.cluster.internal.job.Jobs} knows those that this node takes part in.
 */
@NullMarked
package dev.weft.cluster.internal.job;

import org.jspecify.annotations.NullMarked;
