/** The command line: {@code weft member}, {@code weft microbenchmark}. */
@NullMarked
package dev.weft.cluster.internal.cli;

import org.jspecify.annotations.NullMarked;
