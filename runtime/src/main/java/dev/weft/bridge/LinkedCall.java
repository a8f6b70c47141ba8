package dev.weft.bridge;

/**
 * What is known of a call site once it is linked.
 *
 * @param method what it calls
 * @param inputs positions among the arguments that hold a ref in place of the value
 */
@SuppressWarnings("ArrayRecordComponent") // one for each site, never compared
record LinkedCall(RemoteMethod method, int[] inputs) {}
