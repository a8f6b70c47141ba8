/** The engine that runs each call in its caller's thread: for breakpoints and the fastest tests. */
@NullMarked
package dev.weft.internal.inline;

import org.jspecify.annotations.NullMarked;
