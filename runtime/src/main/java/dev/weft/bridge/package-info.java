/**
 * What woven code calls. Nothing here is meant to be called by hand.
 *
 * <pre>
 *   call site --invokedynamic--> Linker --once--> RemoteMethod (from the owner's RemoteTable)
 *       |                                              |
 *       +--- arguments --------> Dispatch -------------+--> Engine (dev.weft.spi)
 *       |
 *       +--- ObjectRef --------> Force: waits, unwraps, rethrows
 * </pre>
 */
@NullMarked
package dev.weft.bridge;

import org.jspecify.annotations.NullMarked;
