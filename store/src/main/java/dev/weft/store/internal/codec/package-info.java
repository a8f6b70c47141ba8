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
 * <p>Kryo walks the graph and frames it; all serializers, here called forms, are Weft's own. None
 * reflects on private parts of the JDK, reads a stream of Java's serialisation, or allocates much
 * more than the bytes at hand can fill. A failure inside carries its path outwards in {@code
 * CannotTravel}.
 *
 * <p>Four kinds of forms, by when the object is there: {@code ValueForm} holds no objects; {@code
 * SealedForm}, records and wrappers are made when all their parts are, so no cycle may lead through
 * them; all others are made first and filled then. Sets and maps whose keys lead back to an
 * incomplete object are {@code Provisional}.
 */
@NullMarked
package dev.weft.store.internal.codec;

import org.jspecify.annotations.NullMarked;
