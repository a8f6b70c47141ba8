/**
 * Weft's public API: annotate a method or a class with {@link dev.weft.Remote}, and call it.
 *
 * <p>{@link dev.weft.Weft} has the verbs, {@link dev.weft.ObjectRef} is the future of a value that
 * may live on another member. All types here are safe for use by many threads.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
