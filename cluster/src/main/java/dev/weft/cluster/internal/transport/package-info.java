/**
 * Carries bytes between nodes over Hazelcast's service SPI; the only package, with {@code
 * membership}, that sees Hazelcast's internal classes.
 *
 * <pre>
 *   Transport.send(node, channel, bytes) -> MessageOperation --wire--> WeftService -> Receiver
 *   Transport.sendToPartition(…)         -> MessageOperation (partition thread)    -> Receiver
 *                                                                      Reply  &lt;-----+
 * </pre>
 *
 * <p>Receivers run on Hazelcast's operation threads: they hand over and return.
 */
@NullMarked
package dev.weft.cluster.internal.transport;

import org.jspecify.annotations.NullMarked;
