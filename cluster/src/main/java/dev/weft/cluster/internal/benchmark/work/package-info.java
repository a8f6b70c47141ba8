/**
 * What the microbenchmark calls: tasks and actors as the weaver leaves them, written by hand, since
 * this module is built before the weaver. Their call sites are linked by {@link
 * dev.weft.bridge.Linker} like any others.
 *
 * <p>For a cluster they are an application: members get these classes from the driver, and so they
 * use the runtime only.
 */
@NullMarked
package dev.weft.cluster.internal.benchmark.work;

import org.jspecify.annotations.NullMarked;
