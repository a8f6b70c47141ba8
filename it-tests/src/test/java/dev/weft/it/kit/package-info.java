/**
 * The test kit: real processes on the packaged jars.
 *
 * <p>{@link dev.weft.it.kit.SampleApp} compiles a small application, {@link
 * dev.weft.it.kit.JavaCommand} says how to start it, {@link dev.weft.it.kit.JavaProcess} is it
 * running, {@link dev.weft.it.kit.TestCluster} are members to join. {@link
 * dev.weft.it.kit.Evidence} prints what the processes of a failed test have written.
 *
 * <p>Every wait has a deadline, and every process ends with its test.
 */
@NullMarked
package dev.weft.it.kit;

import org.jspecify.annotations.NullMarked;
