/**
 * The instructions of a woven call, which all constructs have in common: the dispatch, the force,
 * and the conversions between a value and its box.
 *
 * <p>Stateless, or confined to the thread that weaves one class.
 */
@NullMarked
package dev.weft.agent.call;

import org.jspecify.annotations.NullMarked;
