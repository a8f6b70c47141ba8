/**
 * Random programs: {@link dev.weft.agent.differential.generate.ProgramGenerator} writes them from a
 * seed, {@link dev.weft.agent.differential.generate.Shrinking} makes them smaller. No threads.
 */
@NullMarked
package dev.weft.agent.differential.generate;

import org.jspecify.annotations.NullMarked;
