/** The README's example, word for word: a task and an actor in one small class. */
@NullMarked
package dev.weft.examples.hello;

import org.jspecify.annotations.NullMarked;
