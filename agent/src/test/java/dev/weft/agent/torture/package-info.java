/**
 * Weaves real libraries and hostile class files.
 *
 * <pre>
 *   LibraryTortureTest   whole libraries, each class linked by the JVM
 *   LibraryBehaviourTest libraries woven, held to their own tests: a JVM for each
 *     LibraryRun         its main program: plain, inline, and under a LateEngine
 *   BadClassFileTest     class files that are damaged, old, new, or not Java's
 * </pre>
 *
 * <p>Confined to the thread of the test, but for {@link dev.weft.agent.torture.LateEngine}: tests
 * of libraries have threads of their own.
 */
@NullMarked
package dev.weft.agent.torture;

import org.jspecify.annotations.NullMarked;
