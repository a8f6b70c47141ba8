/**
 * What must hold for a history, whatever was done to the cluster.
 *
 * <p>{@link dev.weft.it.faults.check.LedgerChecker} looks through the calls of an append-only list
 * in about linear time and names the calls that are wrong; {@link
 * dev.weft.it.faults.check.LinearizabilityChecker} searches for an order that explains the calls of
 * any actor for which there is a {@link dev.weft.it.faults.check.Model}. {@link
 * dev.weft.it.faults.check.HistoryChecker} does all for all actors.
 */
@NullMarked
package dev.weft.it.faults.check;

import org.jspecify.annotations.NullMarked;
