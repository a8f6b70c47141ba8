/**
 * Objects in Hazelcast's maps: the only package that imports them.
 *
 * <pre>
 *   put --small--> entry map: id -> bytes             (near cache at each reader)
 *       --large--> chunk map: (id, n) -> 1 MiB each, several in flight, then
 *                  entry map: id -> manifest          (assembled once a reader, kept by size)
 * </pre>
 *
 * <p>Both maps are the job's own and go with it. All entries of an object are in the partition that
 * its id names. Hazelcast sees byte arrays and {@code ObjectKey} only. Completions run on
 * Hazelcast's asynchronous executor.
 */
@NullMarked
package dev.weft.store.internal.map;

import org.jspecify.annotations.NullMarked;
