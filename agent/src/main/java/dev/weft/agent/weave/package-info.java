/**
 * The weaver: a function from class file to class file, used by the agent and the Maven plugin
 * alike.
 *
 * <pre>
 *   bytes --ConstantPoolScan--> nothing of Weft's in it: unchanged
 *     |
 *     +--> checks (dev.weft.agent.check) --> what is refused throws WeaveException when reached
 *     +--> Lambdas                          Weft.remote(() -> …), options().actor(() -> …)
 *     +--> ActorClass                       handle or live instance in one class
 *     +--> PlainCalls                       other calls: overlapping, by dev.weft.agent.flow
 *     +--> TableMethod                      what may be called from elsewhere
 *     +--> WovenClassWriter --> bytes
 * </pre>
 *
 * <p>A call is always woven as three separate steps, <em>dispatch</em> (an {@code invokedynamic}
 * that yields a ref), <em>hold the ref</em>, and <em>force</em> (wait and unwrap). All types but
 * {@link dev.weft.agent.weave.Weaver} are confined to the thread that weaves one class.
 */
@NullMarked
package dev.weft.agent.weave;

import org.jspecify.annotations.NullMarked;
