/**
 * What the rest of Weft sees of values and objects: the codec that turns values into bytes, and the
 * names under which bytes are kept in the grid.
 *
 * <pre>
 *   value --ValueCodec.encode--> byte[] --ObjectMap.put(id)--> grid
 *     ^                                                          |
 *     +---ValueCodec.decode---- byte[] <--ObjectMap.get(id)------+
 * </pre>
 *
 * <p>{@link dev.weft.store.provider.Stores} makes the implementations. All types here may be used
 * by many threads at once.
 */
@NullMarked
package dev.weft.store;

import org.jspecify.annotations.NullMarked;
