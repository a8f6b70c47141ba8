/** The patterns of {@code docs/patterns.md}, as one program that compiles and runs. */
@NullMarked
package dev.weft.examples.patterns;

import org.jspecify.annotations.NullMarked;
