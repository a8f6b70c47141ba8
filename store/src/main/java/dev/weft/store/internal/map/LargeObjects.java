package dev.weft.store.internal.map;

import dev.weft.store.ObjectId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Large objects that were read here, the last used ones within a number of bytes. Readers of an
 * object that is on its way share it.
 *
 * <p>Objects are immutable, so nothing here is ever stale; what was removed elsewhere only takes
 * room until it is pushed out. All fields are guarded by the monitor.
 */
final class LargeObjects {

  private final long capacity;
  private final Map<ObjectId, Entry> byId = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  LargeObjects(long capacity) {
    this.capacity = capacity;
  }

  /**
   * The object, as it is here or loaded.
   *
   * @param load is called outside the monitor, by one reader at a time
   */
  CompletableFuture<byte @Nullable []> get(
      ObjectId id, int size, Supplier<CompletableFuture<byte @Nullable []>> load) {
    Entry entry;
    synchronized (this) {
      Entry known = byId.get(id);
      if (known != null) {
        return known.object;
      }
      entry = new Entry(size);
      byId.put(id, entry);
      bytes += size;
      pushOut();
    }
    try {
      var unused =
          load.get().whenComplete((object, failure) -> complete(id, entry, object, failure));
    } catch (RuntimeException | Error e) {
      complete(id, entry, null, e); // an OutOfMemoryError too: others wait for this entry
    }
    return entry.object;
  }

  synchronized void remove(ObjectId id) {
    Entry entry = byId.remove(id);
    if (entry != null) {
      bytes -= entry.size;
    }
  }

  synchronized void clear() {
    byId.clear();
    bytes = 0;
  }

  synchronized long bytes() {
    return bytes;
  }

  private void complete(
      ObjectId id, Entry entry, byte @Nullable [] object, @Nullable Throwable failure) {
    if (object == null) {
      forget(id, entry);
    }
    if (failure != null) {
      entry.object.completeExceptionally(failure);
    } else {
      entry.object.complete(object);
    }
  }

  private synchronized void forget(ObjectId id, Entry entry) {
    if (entry.equals(byId.get(id))) {
      remove(id);
    }
  }

  /** The one just added may go as well: its readers hold it. */
  private void pushOut() {
    Iterator<Entry> eldest = byId.values().iterator();
    while (bytes > capacity && eldest.hasNext()) {
      bytes -= eldest.next().size;
      eldest.remove();
    }
  }

  /** An object here or on its way; equal only to itself. */
  private static final class Entry {

    private final int size;
    private final CompletableFuture<byte @Nullable []> object = new CompletableFuture<>();

    Entry(int size) {
      this.size = size;
    }
  }
}
