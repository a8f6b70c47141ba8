/**
 * The goals {@code weft:weave} and {@code weft:weave-test}: thin shells over {@link
 * dev.weft.maven.ClassFolder}, which runs the agent's weaver over a folder of class files.
 *
 * <p>Each goal works on the thread that Maven calls it on and keeps no state.
 */
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
