/**
 * What an engine implements to carry calls: {@link dev.weft.spi.Engine} with its task, actor and
 * object parts, found through {@link dev.weft.spi.EngineProvider}.
 *
 * <p>Only JDK types and this module's own cross this border, since an engine may live in a class
 * loader of its own.
 */
@NullMarked
package dev.weft.spi;

import org.jspecify.annotations.NullMarked;
