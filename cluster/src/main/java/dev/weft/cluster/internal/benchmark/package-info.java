/**
 * The microbenchmark: the rows of Ray's under Ray's names, each beside the least that the machine
 * or the grid could do for it, measured in turn in the same run.
 *
 * <pre>
 *   Rows (what) -> Meter (how long, how much CPU) -> Report -> Table, JSON, Comparison
 * </pre>
 *
 * <p>All in the calling thread, apart from the members' own processes and a thread for each that
 * reads what it prints.
 */
@NullMarked
package dev.weft.cluster.internal.benchmark;

import org.jspecify.annotations.NullMarked;
