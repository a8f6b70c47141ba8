/** The snippets of {@code docs/actors.md}, as one program that compiles and runs. */
@NullMarked
package dev.weft.examples.actors;

import org.jspecify.annotations.NullMarked;
