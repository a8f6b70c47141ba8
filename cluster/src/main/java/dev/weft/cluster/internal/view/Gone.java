package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;

/**
 * A node that was a member.
 *
 * @param since the version of the first view without it
 */
record Gone(NodeId node, long since) {}
