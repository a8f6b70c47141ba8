package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One Kryo with its buffers and the state of the graph at hand; used by one thread at a time. */
final class GraphKryo extends Kryo {

  /** How deep values may be nested. Beyond, a thread's stack could not hold the recursion. */
  static final int MAX_DEPTH = 2_000;

  private final KryoValueCodec codec;
  private final GrowingOutput output = new GrowingOutput();
  private final BoundedInput input = new BoundedInput();
  private final List<Runnable> deferred = new ArrayList<>();
  private RefSink sink = RefSink.none();
  private RefSource source = RefSource.none();
  private IdentityHashMap<Throwable, Integer> failureRows = new IdentityHashMap<>(1);
  private List<Throwable> failures = List.of();
  private int nesting;

  GraphKryo(KryoValueCodec codec, JobTypes types) {
    super(new NameResolver(types), new GraphReferences());
    this.codec = codec;
    setMaxDepth(MAX_DEPTH);
    setRegistrationRequired(false);
    setAutoReset(false);
  }

  /** Prepares for writing one graph. */
  GrowingOutput startWriting(RefSink refs) {
    sink = refs;
    return output;
  }

  /** Prepares for reading one graph. */
  BoundedInput startReading(byte[] bytes, int offset, RefSource refs) {
    source = refs;
    input.setBuffer(bytes, offset, bytes.length - offset);
    return input;
  }

  /** Does what had to wait until the graph is complete. */
  void finishReading() {
    for (int i = 0; i < deferred.size(); i++) {
      deferred.get(i).run();
    }
    deferred.clear();
  }

  /** Lets go of everything of the graph. */
  void recycle() {
    sink = RefSink.none();
    source = RefSource.none();
    failureRows = new IdentityHashMap<>(1);
    failures = List.of();
    nesting = 0;
    output.recycle();
    input.recycle();
    deferred.clear();
    reset();
  }

  /** Says that the fields of an exception follow, and which others are known by number. */
  void startFailure(IdentityHashMap<Throwable, Integer> rows, int depth) {
    failureRows = rows;
    nesting = depth;
  }

  /** The same for reading. */
  void startFailure(List<Throwable> rows) {
    failures = rows;
  }

  /** The number of an exception that is known, or null. */
  @Nullable Integer failureRow(Throwable throwable) {
    return failureRows.get(throwable);
  }

  /** The known exception of that number. */
  Throwable failureAt(int row) {
    if (row >= failures.size()) {
      throw new UnreadableValueException("An exception is referred to that is not there.");
    }
    return failures.get(row);
  }

  /** How many exceptions are around what is written. */
  int nesting() {
    return nesting;
  }

  /** Whether this says that {@link #MAX_DEPTH} was exceeded. */
  static boolean isTooDeep(Throwable failure) {
    return failure instanceof KryoException
        && String.valueOf(failure.getMessage()).startsWith("Max depth");
  }

  KryoValueCodec codec() {
    return codec;
  }

  RefSink sink() {
    return sink;
  }

  RefSource source() {
    return source;
  }

  GraphReferences references() {
    return (GraphReferences) getReferenceResolver();
  }

  JobTypes types() {
    return ((NameResolver) getClassResolver()).types();
  }

  /** Runs something when the whole graph has been read. */
  void defer(Runnable action) {
    deferred.add(action);
  }

  int deferredCount() {
    return deferred.size();
  }

  /** Refuses to make something final of parts that are not final yet. */
  void requireNothingDeferredSince(int count, Class<?> type) {
    if (deferred.size() > count) {
      throw new UnreadableValueException(
          "A "
              + type.getName()
              + " holds a set or map whose keys refer back to an object around it; that cannot be"
              + " rebuilt. Break the cycle.");
    }
  }

  /** Writes a number of objects. */
  void writeItems(Output out, @Nullable Object[] items) {
    Wire.writeLength(out, items.length);
    for (int i = 0; i < items.length; i++) {
      try {
        writeClassAndObject(out, items[i]);
      } catch (CannotTravel e) {
        throw e.atIndex(i);
      }
    }
  }

  /** Reads what {@link #writeItems} wrote. */
  @Nullable Object[] readItems(Input in) {
    @Nullable Object[] items = new Object[Wire.readLength(in, 1)];
    for (int i = 0; i < items.length; i++) {
      items[i] = readClassAndObject(in);
    }
    return items;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo has it
  public Registration getRegistration(Class type) {
    return getClassResolver().getRegistration(type);
  }

  /** Called by Kryo's constructor for its own serializers of primitives, which are not wanted. */
  @Override
  @SuppressWarnings("rawtypes") // as Kryo has it
  public Registration register(Class type, Serializer serializer) {
    return getRegistration(type);
  }

  /** Kryo's own serializers are never chosen. */
  @Override
  @SuppressWarnings("rawtypes") // as Kryo has it
  public Serializer getDefaultSerializer(Class type) {
    throw new IllegalStateException("No form for " + type);
  }
}
