/**
 * Faults under load: what is done to a cluster while callers record what they see, and what must
 * hold all the same.
 */
@NullMarked
package dev.weft.it.faults;

import org.jspecify.annotations.NullMarked;
