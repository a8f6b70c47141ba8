/**
 * {@link dev.weft.Weft#map}: a stream whose elements are the values of remote calls, some of which
 * are under way while it is read.
 *
 * <pre>
 *   source --pulled by the reader--> Calls --at most Window.size() under way--> reader
 *                                      |
 *                                  ReadOrder: as the items came, or as the calls end
 * </pre>
 *
 * <p>There is no thread here: whoever reads the stream makes the calls too.
 */
@NullMarked
package dev.weft.internal.map;

import org.jspecify.annotations.NullMarked;
