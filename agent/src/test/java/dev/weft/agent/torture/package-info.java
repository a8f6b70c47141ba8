/**
 * Weaves real libraries and hostile class files.
 *
 * <pre>
 *   LibraryTortureTest   whole libraries, each class linked by the JVM
 *   LibraryBehaviourTest libraries woven, held to their own tests
 *   BadClassFileTest     class files that are damaged, old, new, or not Java's
 * </pre>
 *
 * <p>Confined to the thread of the test.
 */
@NullMarked
package dev.weft.agent.torture;

import org.jspecify.annotations.NullMarked;
