/**
 * What the agent does once it is in its isolated class loader: {@link
 * dev.weft.agent.start.Installation} connects the weaver to the JVM and the engine to the bridge.
 *
 * <p>{@link dev.weft.agent.start.WeavingTransformer} is called by whatever thread loads a class.
 */
@NullMarked
package dev.weft.agent.start;

import org.jspecify.annotations.NullMarked;
