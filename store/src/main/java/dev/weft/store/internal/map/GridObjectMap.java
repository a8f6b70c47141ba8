package dev.weft.store.internal.map;

import com.hazelcast.core.EntryView;
import com.hazelcast.map.IMap;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The objects of a job in two maps: entries and chunks. */
final class GridObjectMap implements ObjectMap {

  /** The largest object that is one entry. */
  static final int MAX_WHOLE = 256 << 10;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private final IMap<ObjectKey, byte[]> entries;
  private final IMap<ObjectKey, byte[]> chunks;
  private final Partitions partitions;
  private final LargeObjects large = new LargeObjects(ObjectMaps.cacheBytes());

  GridObjectMap(
      IMap<ObjectKey, byte[]> entries, IMap<ObjectKey, byte[]> chunks, Partitions partitions) {
    this.entries = entries;
    this.chunks = chunks;
    this.partitions = partitions;
  }

  @Override
  public ObjectId newLocalId() {
    return partitions.newId();
  }

  @Override
  public void put(ObjectId id, byte[] bytes) {
    Waits.await(putAsync(id, bytes));
  }

  @Override
  public CompletionStage<@Nullable Void> putAsync(ObjectId id, byte[] bytes) {
    if (!needsChunks(bytes)) {
      return entries.setAsync(whole(id), bytes);
    }
    Manifest manifest = new Manifest(bytes.length);
    return Chunks.forEach(manifest.chunks(), chunk -> writeChunk(id, bytes, manifest, chunk))
        .thenCompose(done -> entries.setAsync(whole(id), manifest.toBytes()));
  }

  @Override
  public byte @Nullable [] get(ObjectId id) {
    byte[] entry = Waits.translate(() -> entry(whole(id)));
    return entry == null || !Manifest.is(entry) ? entry : Waits.await(readLarge(id, entry));
  }

  @Override
  public void remove(ObjectId id) {
    Waits.await(removeAsync(id));
  }

  @Override
  public void removeAll(Collection<ObjectId> ids) {
    ids.forEach(this::removeAsync);
  }

  @Override
  public void destroy() {
    large.clear();
    Waits.translate(
        () -> {
          entries.destroy();
          chunks.destroy();
          return null;
        });
  }

  @Override
  public int maxBytes() {
    return MAX_BYTES;
  }

  /** A small one that could be taken for a manifest, or be mistaken for one, is chunked too. */
  private static boolean needsChunks(byte[] bytes) {
    return bytes.length > MAX_WHOLE || Manifest.is(bytes);
  }

  private CompletionStage<?> writeChunk(ObjectId id, byte[] bytes, Manifest manifest, int chunk) {
    int start = Manifest.start(chunk);
    byte[] part = Arrays.copyOfRange(bytes, start, start + manifest.length(chunk));
    return chunks.setAsync(partitions.key(id, chunk), part);
  }

  /** The object in chunks; null if one of them is gone. */
  private CompletableFuture<byte @Nullable []> readLarge(ObjectId id, byte[] entry) {
    Manifest manifest = Manifest.read(entry);
    return large.get(id, manifest.size(), () -> assemble(id, manifest));
  }

  private CompletableFuture<byte @Nullable []> assemble(ObjectId id, Manifest manifest) {
    byte[] bytes = new byte[manifest.size()];
    return Chunks.forEach(manifest.chunks(), chunk -> readChunk(id, bytes, manifest, chunk))
        .handle((done, failure) -> complete(bytes, failure));
  }

  private CompletionStage<?> readChunk(ObjectId id, byte[] bytes, Manifest manifest, int chunk) {
    return chunks
        .getAsync(partitions.key(id, chunk))
        .thenAccept(
            part -> {
              if (part == null || part.length != manifest.length(chunk)) {
                throw new ChunkGoneException();
              }
              System.arraycopy(part, 0, bytes, Manifest.start(chunk), part.length);
            });
  }

  private static byte @Nullable [] complete(byte[] bytes, @Nullable Throwable failure) {
    if (failure == null) {
      return bytes;
    }
    if (Waits.rootOf(failure) instanceof ChunkGoneException) {
      return null;
    }
    throw Waits.translated(failure);
  }

  private CompletionStage<?> removeAsync(ObjectId id) {
    large.remove(id);
    return entries
        .removeAsync(whole(id))
        .thenCompose(
            entry ->
                entry != null && Manifest.is(entry)
                    ? Chunks.forEach(
                        Manifest.read(entry).chunks(),
                        chunk -> chunks.deleteAsync(partitions.key(id, chunk)))
                    : CompletableFuture.<@Nullable Void>completedFuture(null));
  }

  /**
   * The near cache also remembers that something was not there, and learns late that it has come:
   * so nothing counts as absent before its owner has said so.
   */
  private byte @Nullable [] entry(ObjectKey key) {
    byte[] cached = entries.get(key);
    if (cached != null) {
      return cached;
    }
    EntryView<ObjectKey, byte[]> owned = entries.getEntryView(key);
    return owned == null ? null : owned.getValue();
  }

  private ObjectKey whole(ObjectId id) {
    return partitions.key(id, ObjectKey.WHOLE);
  }

  /** A chunk is not there though its manifest is: the object was removed, or copies were lost. */
  private static final class ChunkGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChunkGoneException() {
      super("gone", null, false, false);
    }
  }
}
