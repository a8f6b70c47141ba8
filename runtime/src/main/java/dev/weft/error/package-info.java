/**
 * What can go wrong, one type for each way a caller can react.
 *
 * <p>The root is {@link dev.weft.error.WeftException}; an exception thrown by the user's own remote
 * code is not wrapped but comes back as its own type.
 */
@NullMarked
package dev.weft.error;

import org.jspecify.annotations.NullMarked;
