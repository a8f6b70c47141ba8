/**
 * The codec of values over Kryo: the only package that imports it.
 *
 * <pre>
 *   KryoValueCodec (one a job) --borrows--> GraphKryo (from a pool, one thread at a time)
 *                                             |  names: NameResolver, asks NamePolicy first
 *                                             |  shared and cyclic parts: GraphReferences
 *                                             +- serializers: FixedTypes (Weft's and the JDK's,
 *                                                fixed ids) and JobTypes (the job's, by name)
 * </pre>
 *
 * <p>Kryo walks the graph and frames it; all serializers are Weft's own. None calls hooks of
 * foreign classes, reflects on private parts of the JDK, or allocates more than the bytes at hand
 * can fill. A failure inside carries its path outwards in {@code CannotTravel}.
 */
@NullMarked
package dev.weft.store.internal.codec;

import org.jspecify.annotations.NullMarked;
