/**
 * Implicit futures: lets the remote calls of a method overlap with each other and with the code
 * around them, with the same results as sequential Java.
 *
 * <pre>
 *   method --Frames--> where each value may come from
 *      |      ^-- Regions: try ranges; their edges and monitors are barriers
 *      +--ValueGraph--> which instructions push a ref in place of a value
 *      +--Pending-----> where calls may be under way
 *      +--Emission----> shadow slots for locals, forces, joins, settling handlers
 * </pre>
 *
 * <p>A local variable that may hold a ref has a <em>shadow</em> slot beside its own: null, or the
 * ref that stands for the value. Refs move through locals, copies, casts and boxing, and into
 * arguments of remote calls; every other use waits. Waiting early is always right, so every
 * doubtful shape waits where it stands.
 *
 * <p>All types are confined to the thread that weaves one class.
 */
@NullMarked
package dev.weft.agent.flow;

import org.jspecify.annotations.NullMarked;
