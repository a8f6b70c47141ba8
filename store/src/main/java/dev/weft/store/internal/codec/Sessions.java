package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.KryoException;
import dev.weft.error.NotSerializableValueException;
import dev.weft.error.WeftException;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends a Kryo for each graph, and turns what goes wrong into Weft's errors.
 *
 * <p>A Kryo is lent to one thread at a time, and again only if all went well. A graph too deep for
 * the thread is begun anew on one with a larger stack.
 */
final class Sessions {

  private final Shelf<GraphKryo> shelf;

  Sessions(KryoValueCodec codec, JobTypes types) {
    shelf = new Shelf<>(() -> new GraphKryo(codec, types));
  }

  /** Writes a part of a graph. */
  interface Writing {
    void write(GraphKryo kryo, GrowingOutput out);
  }

  /** Reads a part of a graph. */
  interface Reading<T extends @Nullable Object> {
    T read(GraphKryo kryo, BoundedInput in);
  }

  /**
   * The bytes of a graph.
   *
   * @param root begins the path in messages
   * @param kind the first byte
   */
  byte[] write(String root, byte kind, RefSink sink, Writing body) {
    try {
      return deeperIfNeeded(() -> writePart(kind, sink, body));
    } catch (CannotTravel e) {
      throw e.toError(root);
    } catch (WeftException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      if (isTooDeep(e)) {
        throw tooDeep().toError(root);
      }
      throw new NotSerializableValueException("A value of " + root + " cannot be encoded: " + e, e);
    }
  }

  /** The same for bytes inside others: what goes wrong goes on outwards. */
  byte[] writePart(byte kind, RefSink sink, Writing body) {
    GraphKryo kryo = shelf.take();
    GrowingOutput out = kryo.startWriting(sink);
    out.writeByte(kind);
    body.write(kryo, out);
    byte[] bytes = out.take();
    release(kryo);
    return bytes;
  }

  /**
   * What a body makes of bytes.
   *
   * @param kind the first byte
   */
  <T extends @Nullable Object> T read(byte kind, byte[] bytes, RefSource source, Reading<T> body) {
    if (bytes.length == 0 || bytes[0] != kind) {
      throw new UnreadableValueException("These bytes hold something else than is expected here.");
    }
    try {
      return deeperIfNeeded(() -> readOnce(bytes, source, body));
    } catch (WeftException e) {
      throw e;
    } catch (CannotTravel e) {
      throw new UnreadableValueException(e.describe(""), e);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      if (isTooDeep(e)) {
        throw new UnreadableValueException("A value is nested too deeply to be decoded.");
      }
      throw new UnreadableValueException("A value cannot be decoded: " + e, e);
    }
  }

  private <T extends @Nullable Object> T readOnce(byte[] bytes, RefSource source, Reading<T> body) {
    GraphKryo kryo = shelf.take();
    BoundedInput in = kryo.startReading(bytes, 1, source);
    T result = body.read(kryo, in);
    kryo.finishReading();
    if (in.position() != in.limit()) {
      throw new UnreadableValueException(
          "A value is followed by " + (in.limit() - in.position()) + " bytes too many.");
    }
    release(kryo);
    return result;
  }

  /**
   * Only the graph's own depth is worth a larger stack: what overflows an ordinary one before is a
   * method of the user that calls itself without end.
   */
  private static <T extends @Nullable Object> T deeperIfNeeded(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (KryoException e) {
      if (!GraphKryo.isBeyondDepth(e) || DeepStack.isCurrent()) {
        throw e;
      }
    }
    return DeepStack.call(attempt);
  }

  private void release(GraphKryo kryo) {
    kryo.recycle();
    shelf.put(kryo);
  }

  private static boolean isTooDeep(Throwable failure) {
    return failure instanceof StackOverflowError || GraphKryo.isBeyondDepth(failure);
  }

  private static CannotTravel tooDeep() {
    return new CannotTravel(
        "the value",
        "is nested too deeply, as a very long list of objects that are linked to each other is."
            + " Keep such objects in an ArrayList or another collection instead.");
  }
}
