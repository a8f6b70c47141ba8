/**
 * A simulated world for protocols: time, nodes and a bad network, in one thread, drawn from a seed.
 *
 * <pre>
 *   Campaign --seed--> a history (a test's) --builds--> Sim (time, chance, what happens next)
 *                                                        |
 *                    SimNode (lives, pauses, crashes, has a Clock) --Link--> SimNetwork --> Receiver
 * </pre>
 *
 * <p>A history that has failed happens again, event by event, with {@code -Dweft.sim.seed=<seed>};
 * {@code -Dweft.sim.trace=true} prints what happened in it. {@code -Dweft.sim.histories=1000000}
 * makes a campaign long. So that this holds, code under simulation takes time and chance from what
 * it is given, and iterates over nothing whose order differs from run to run, as that of sets of
 * objects without a hash code of their own.
 */
@NullMarked
package dev.weft.cluster.sim;

import org.jspecify.annotations.NullMarked;
