/**
 * Programs that measure, each beside the bare grid in the same run. Not part of the build: see
 * CONTRIBUTING.
 */
@NullMarked
package dev.weft.it.figures;

import org.jspecify.annotations.NullMarked;
