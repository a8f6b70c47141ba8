package dev.weft.store;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one job in the grid: immutable bytes by id, kept with one backup.
 *
 * <p>A byte array that was read is shared by everybody on this member who reads that object: it
 * must not be changed. The calls that wait must not be made on the grid's own threads.
 */
public interface ObjectMap {

  /** A new id of an object whose bytes this member keeps, if it keeps any. */
  ObjectId newLocalId();

  /** Stores bytes; returns when they and their backup are there. */
  void put(ObjectId id, byte[] bytes);

  /** The same without waiting. */
  CompletionStage<@Nullable Void> putAsync(ObjectId id, byte[] bytes);

  /** The bytes, or null if there are none. */
  byte @Nullable [] get(ObjectId id);

  /** Forgets an object. */
  void remove(ObjectId id);

  /** Forgets objects, without waiting until they are gone. */
  void removeAll(Collection<ObjectId> ids);

  /** Forgets all objects of the job, on all members. */
  void destroy();

  /** The size of the largest object. */
  int maxBytes();
}
