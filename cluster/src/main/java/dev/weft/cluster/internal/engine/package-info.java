/** Puts the parts of a node together and starts and stops them in order. */
@NullMarked
package dev.weft.cluster.internal.engine;

import org.jspecify.annotations.NullMarked;
