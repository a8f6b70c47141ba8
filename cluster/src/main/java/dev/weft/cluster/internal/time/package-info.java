/**
 * Time, as something that is given to those who need it: protocols that take a {@link
 * dev.weft.cluster.internal.time.Clock} run by real time in a node, and by a simulated one in
 * tests.
 */
@NullMarked
package dev.weft.cluster.internal.time;

import org.jspecify.annotations.NullMarked;
