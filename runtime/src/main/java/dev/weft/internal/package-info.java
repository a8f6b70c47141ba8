/** Parts of the public API's work that are not seen from outside. */
@NullMarked
package dev.weft.internal;

import org.jspecify.annotations.NullMarked;
