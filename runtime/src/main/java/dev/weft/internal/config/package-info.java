/** Where settings come from and which one wins. */
@NullMarked
package dev.weft.internal.config;

import org.jspecify.annotations.NullMarked;
