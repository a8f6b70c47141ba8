/**
 * What callers have recorded of their calls, as written by the application {@code faults}: {@link
 * dev.weft.it.faults.history.Recordings} reads it, {@link dev.weft.it.faults.history.Call} is one
 * call, {@link dev.weft.it.faults.history.History} all calls of a run with what was read at its
 * end.
 */
@NullMarked
package dev.weft.it.faults.history;

import org.jspecify.annotations.NullMarked;
