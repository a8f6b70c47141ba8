/**
 * The proof that woven Java behaves as sequential Java: programs that are compiled by several
 * compilers, run as they are and woven, and compared.
 *
 * <pre>
 *   *.cases ----+                      +--> as it is, with counted calls (PlainRun) ---+
 *               +--> SourceCompiler ---+                                               +--> Comparison
 *   generator --+                      +--> woven, under each TestEngine --------------+
 * </pre>
 *
 * <p>{@link dev.weft.agent.differential.CorpusTest} runs the cases, {@link
 * dev.weft.agent.differential.RandomProgramsTest} generated programs, {@link
 * dev.weft.agent.differential.HarnessTest} plants wrong behaviour to see that it is found. Programs
 * run on the test's thread, one at a time, since the engine is one to a process; only {@link
 * dev.weft.agent.differential.PoolEngine} has threads of its own, and ends them when it is closed.
 */
@NullMarked
package dev.weft.agent.differential;

import org.jspecify.annotations.NullMarked;
