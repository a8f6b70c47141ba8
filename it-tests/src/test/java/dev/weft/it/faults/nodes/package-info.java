/**
 * Members and drivers as processes that can be killed, paused and cut off from each other.
 *
 * <p>{@link dev.weft.it.faults.nodes.Members} are the members of one cluster, {@link
 * dev.weft.it.faults.nodes.Drivers} the drivers that record their calls. Each runs in a {@link
 * dev.weft.it.faults.nodes.Place}: on the loopback interface, or in a network namespace of a {@link
 * dev.weft.it.faults.nodes.Network} of its own.
 */
@NullMarked
package dev.weft.it.faults.nodes;

import org.jspecify.annotations.NullMarked;
