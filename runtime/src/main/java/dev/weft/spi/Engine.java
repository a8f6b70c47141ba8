package dev.weft.spi;

import dev.weft.WeftContext;

/** A running engine: the part of a cluster that this process is. */
public interface Engine extends AutoCloseable {

  TaskEngine tasks();

  ActorEngine actors();

  ObjectStore objects();

  /** Where the calling thread runs. */
  WeftContext context();

  /** Leaves the cluster; all refs still pending fail. */
  @Override
  void close();
}
