/**
 * Benchmarks on JMH: what woven code costs beside plain code, and the hot parts of the engine. The
 * build compiles them; {@link dev.weft.it.jmh.JmhFigures} runs them, by name only.
 */
@NullMarked
package dev.weft.it.jmh;

import org.jspecify.annotations.NullMarked;
