/**
 * The Java agent's entry: {@link dev.weft.agent.WeftAgent}, named in the manifest of {@code
 * weft-agent.jar}.
 *
 * <pre>
 *   weft-agent.jar
 *     dev/weft/…                  the runtime, and this package and loader: on the boot class path
 *     inst/weft-agent/dev/weft/…  weaver and start, seen by the isolated loader only
 *     inst/hazelcast/com/…        one folder for each library, likewise
 * </pre>
 *
 * <p>The jar names itself in {@code Boot-Class-Path}, which the JVM takes without a word; appending
 * to the boot class path later makes it warn about shared classes.
 */
@NullMarked
package dev.weft.agent;

import org.jspecify.annotations.NullMarked;
