/**
 * What the weaver tells of each remote call: where it is dispatched, where its value is waited for,
 * and why there.
 *
 * <p>Immutable values, without threads.
 */
@NullMarked
package dev.weft.agent.report;

import org.jspecify.annotations.NullMarked;
