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
import java.io.InvalidObjectException;
import java.io.ObjectInputValidation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One Kryo with its buffers and the state of the graph at hand; used by one thread at a time. */
final class GraphKryo extends Kryo {

  private static final IdentityHashMap<Throwable, Integer> NO_ROWS = new IdentityHashMap<>(1);

  /** How deep values may be nested for an ordinary thread, and for one with a large stack. */
  private static final int MAX_DEPTH = 500;

  private static final int MAX_DEPTH_ON_DEEP_STACK = 2_000_000;

  private final KryoValueCodec codec;
  private final GrowingOutput output = new GrowingOutput();
  private final BoundedInput input = new BoundedInput();
  private final List<Provisional> provisional = new ArrayList<>();
  private final List<ObjectInputValidation> validations = new ArrayList<>();
  private RefSink sink = RefSink.none();
  private RefSource source = RefSource.none();
  private IdentityHashMap<Throwable, Integer> failureRows = NO_ROWS;
  private List<Throwable> failures = List.of();
  private int nesting;

  GraphKryo(KryoValueCodec codec, JobTypes types) {
    super(new NameResolver(types), new GraphReferences());
    this.codec = codec;
    setRegistrationRequired(false);
    setAutoReset(false);
  }

  /** Prepares for writing one graph. */
  GrowingOutput startWriting(RefSink refs) {
    limitDepth();
    sink = refs;
    return output;
  }

  /** Prepares for reading one graph. */
  BoundedInput startReading(byte[] bytes, int offset, RefSource refs) {
    limitDepth();
    source = refs;
    input.setBuffer(bytes, offset, bytes.length - offset);
    return input;
  }

  /** Does what had to wait until the graph is complete. */
  void finishReading() {
    provisional.forEach(Provisional::settle);
    for (ObjectInputValidation validation : validations) {
      try {
        validation.validateObject();
      } catch (InvalidObjectException e) {
        throw new UnreadableValueException("An object refuses what was sent for it.", e);
      }
    }
  }

  /** Lets go of everything of the graph. */
  void recycle() {
    sink = RefSink.none();
    source = RefSource.none();
    failureRows = NO_ROWS;
    failures = List.of();
    nesting = 0;
    output.recycle();
    input.recycle();
    provisional.clear();
    validations.clear();
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

  /** Whether this says that a graph was deeper than the thread can bear. */
  static boolean isBeyondDepth(Throwable failure) {
    return failure instanceof KryoException
        && String.valueOf(failure.getMessage()).startsWith("Max depth");
  }

  /** The depth that the current thread can bear. */
  private void limitDepth() {
    setMaxDepth(DeepStack.isCurrent() ? MAX_DEPTH_ON_DEEP_STACK : MAX_DEPTH);
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

  /** Has a set or map looked at again when the whole graph has been read. */
  void settleLater(Provisional set) {
    provisional.add(set);
  }

  /** Has an object check itself when the whole graph has been read. */
  void validateLater(ObjectInputValidation validation) {
    validations.add(validation);
  }

  int provisionalCount() {
    return provisional.size();
  }

  /** Says that something final was made of the sets and maps read since that count. */
  void captureSince(int count) {
    for (int i = count; i < provisional.size(); i++) {
      provisional.get(i).capture();
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
