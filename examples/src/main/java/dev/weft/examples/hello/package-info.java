/**
 * The README's examples, word for word: {@link dev.weft.examples.hello.Hello} is a task, {@link
 * dev.weft.examples.hello.Votes} an actor.
 */
@NullMarked
package dev.weft.examples.hello;

import org.jspecify.annotations.NullMarked;
