/**
 * What is shown of the way an exception took from one member to another: the program's own frames.
 *
 * <pre>
 *   thrown on a member --FarTrace--> travels --Arrival--> thrown to the caller who waits
 *   (all frames)                     (the program's,      (the same, then the caller's)
 *                                     the member)
 * </pre>
 *
 * <p>Everything here runs in the thread that throws; nothing waits.
 */
@NullMarked
package dev.weft.internal.trace;

import org.jspecify.annotations.NullMarked;
