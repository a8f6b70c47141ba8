/**
 * The member itself: how it starts, whom it joins, and what of Hazelcast is open.
 *
 * <p>{@link dev.weft.cluster.internal.membership.Grid} opens and closes a member from {@link
 * dev.weft.cluster.internal.membership.GridSettings}; {@link
 * dev.weft.cluster.internal.membership.ServiceRegistration} is what the engine runs on it. All
 * configuration is made in code; no file, environment variable or discovery takes part. The member
 * listens for other members only, after Weft's handshake, and for nobody else.
 *
 * <p>Starting takes these steps: the listening socket is bound; the members of the join list are
 * asked whether they would let this one in, so that a wrong key, version or address is known at
 * once; Hazelcast starts and joins through that list alone; it is verified that it has joined.
 *
 * <p>Threads: {@code Grid.open} and {@code close} block their caller. Handshakes run on Hazelcast's
 * I/O executor. Asynchronous callbacks of Hazelcast run on {@code weft-grid-async} threads.
 *
 * <p>With {@code transport} this is the only package that touches Hazelcast's internal classes.
 */
@NullMarked
package dev.weft.cluster.internal.membership;

import org.jspecify.annotations.NullMarked;
