package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.replica.Change;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes safe what happens to the actors of one partition. */
interface Keeper {

  /** Whether another node may ever need what is kept. */
  boolean isNeeded();

  /**
   * Takes a version.
   *
   * @param done gets whether it is safe; if not, another node owns the actor. On any thread
   */
  void commit(Change change, Consumer<Boolean> done);

  /**
   * Asks whether this node owns the partition, at a moment after this call.
   *
   * @param done gets the answer, on any thread
   */
  void confirm(Consumer<Boolean> done);

  /** Has a worker do something for an actor when it is its turn. */
  void run(Runnable turn);

  /** Runs an action later. */
  void after(Duration delay, Runnable action);
}
