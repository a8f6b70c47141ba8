/** Objects in Hazelcast's maps: the only package that imports them. */
@NullMarked
package dev.weft.store.internal.map;

import org.jspecify.annotations.NullMarked;
