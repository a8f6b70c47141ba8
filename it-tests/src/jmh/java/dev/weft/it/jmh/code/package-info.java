/**
 * Code that runs both as it was compiled and woven, with the same source. Its remote branches are
 * never taken: what is measured is what weaving costs those who do not call anything remote.
 */
@NullMarked
package dev.weft.it.jmh.code;

import org.jspecify.annotations.NullMarked;
