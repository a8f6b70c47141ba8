/** Makes the implementations of what {@link dev.weft.store} describes. */
@NullMarked
package dev.weft.store.provider;

import org.jspecify.annotations.NullMarked;
