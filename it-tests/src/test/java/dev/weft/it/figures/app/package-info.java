/** What is measured: woven when loaded, and shipped to members as any application's classes. */
@NullMarked
package dev.weft.it.figures.app;

import org.jspecify.annotations.NullMarked;
