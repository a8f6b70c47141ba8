package dev.weft.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call site once it is linked.
 *
 * @param method what it calls
 * @param inputs positions among the arguments that hold a ref in place of the value
 * @param place where it stands, as failures show it; null if that is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // one for each site, never compared
record LinkedCall(RemoteMethod method, int[] inputs, @Nullable StackTraceElement place) {}
