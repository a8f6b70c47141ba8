/**
 * Implicit futures: lets the remote calls of a method overlap with each other and with the code
 * around them, with the same results as sequential Java.
 *
 * <pre>
 *   method --Frames--> where each value may come from
 *      |      ^-- Regions: try ranges; their edges and monitors are barriers
 *      +--FreshStores-> which arrays and collections nobody else can see yet; Rows: and theirs
 *      +--ValueGraph--> which instructions push a ref in place of a value; Lifts: or beside one
 *      +--Pending-----> where calls may be under way
 *      +--Emission----> shadow slots for locals, forces, joins, settling handlers
 * </pre>
 *
 * <p>A local variable that may hold a ref has a <em>shadow</em> slot beside its own: null, or the
 * ref that stands for the value. Refs move through locals, copies, casts, boxing and conversions of
 * numbers, into arguments of remote calls and into fresh containers; every other use waits. A plain
 * value that meets a ref on the stack becomes one. Waiting early is always right, so every doubtful
 * shape waits where it stands.
 *
 * <p>All types are confined to the thread that weaves one class.
 */
@NullMarked
package dev.weft.agent.flow;

import org.jspecify.annotations.NullMarked;
