/**
 * Points at which a process can be made to halt, to see what its death there costs. Passed on any
 * thread; a pass costs nothing unless the process was started to halt.
 */
@NullMarked
package dev.weft.cluster.internal.failpoint;

import org.jspecify.annotations.NullMarked;
