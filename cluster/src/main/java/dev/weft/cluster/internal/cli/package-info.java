/** The command line: {@code weft member}. */
@NullMarked
package dev.weft.cluster.internal.cli;

import org.jspecify.annotations.NullMarked;
