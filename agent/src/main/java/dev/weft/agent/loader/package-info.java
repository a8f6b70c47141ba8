/**
 * The class loader in which everything but the runtime lives, so that an application may carry any
 * version of the same libraries.
 */
@NullMarked
package dev.weft.agent.loader;

import org.jspecify.annotations.NullMarked;
