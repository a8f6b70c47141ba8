/**
 * Who may talk to a member: the cluster key, and the handshake that every connection passes first.
 *
 * <p>{@link dev.weft.cluster.internal.security.ClusterKey} is the 256-bit secret of a cluster, kept
 * in a file that only its owner can read. {@link dev.weft.cluster.internal.security.KeyHandshake}
 * proves on a raw socket, in both directions and within one deadline, that both sides hold it;
 * {@link dev.weft.cluster.internal.security.HandshakeGate} bounds how many unfinished handshakes a
 * member carries, and {@link dev.weft.cluster.internal.security.RefusalLog} how much a refused peer
 * may write into the log.
 *
 * <pre>
 *   connector                          acceptor
 *      | HELLO      magic, nonce  -------> |   closed at the first wrong byte
 *      | <-------  CHALLENGE  nonce, proof |
 *      | PROOF      version, proof ------> |   closed if wrong
 *      | <-------  RESULT  verdict, version, proof
 * </pre>
 *
 * <p>The handshake authenticates a connection at its start. It neither encrypts nor signs what
 * follows: off loopback, the network between members must be one that is trusted not to change
 * packets.
 *
 * <p>Threads: the handshake blocks the thread that runs it for at most its time limit; the gate and
 * the log may be used from any thread.
 */
@NullMarked
package dev.weft.cluster.internal.security;

import org.jspecify.annotations.NullMarked;
