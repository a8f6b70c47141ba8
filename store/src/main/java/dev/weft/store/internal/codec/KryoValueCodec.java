package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.util.Pool;
import dev.weft.error.NotSerializableValueException;
import dev.weft.error.WeftException;
import dev.weft.store.ClassLookup;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.UnreadableValueException;
import dev.weft.store.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * The codec over Kryo. Bytes start with one byte of kind:
 *
 * <pre>
 *   1 value      graph
 *   2 failure    see FailureForm
 *   3 state      name of the class | fingerprint | fields
 * </pre>
 */
public final class KryoValueCodec implements ValueCodec {

  static {
    KryoRuntime.load();
  }

  private static final byte VALUE = 1;
  private static final byte STATE = 3;
  private static final int POOLED = 64;

  private final JobTypes types;
  private final Failures failures = new Failures(this);
  private final Pool<GraphKryo> pool =
      new Pool<>(true, false, POOLED) {
        @Override
        protected GraphKryo create() {
          return new GraphKryo(KryoValueCodec.this, types);
        }
      };

  public KryoValueCodec(ClassLookup lookup) {
    types = new JobTypes(lookup);
  }

  @Override
  public byte[] encode(@Nullable Object value, RefSink sink) {
    String root = value == null ? "null" : Labels.simpleName(value.getClass());
    return write(root, VALUE, sink, (kryo, out) -> kryo.writeClassAndObject(out, value));
  }

  @Override
  public @Nullable Object decode(byte[] bytes, RefSource source) {
    return read(VALUE, bytes, source, (kryo, in) -> kryo.readClassAndObject(in));
  }

  @Override
  public byte[] encodeArguments(@Nullable Object[] arguments, RefSink sink) {
    return write("", VALUE, sink, (kryo, out) -> writeArguments(kryo, out, arguments));
  }

  @Override
  public @Nullable Object[] decodeArguments(byte[] bytes, RefSource source) {
    return read(VALUE, bytes, source, (kryo, in) -> kryo.readItems(in));
  }

  @Override
  public byte[] encodeState(Object actor, RefSink sink) {
    Class<?> type = actor.getClass();
    return write(
        Labels.simpleName(type),
        STATE,
        sink,
        (kryo, out) -> {
          ObjectForm form = types.stateForm(type);
          Strings.write(out, type.getName());
          out.writeInt(form.fingerprint());
          form.writeRoot(kryo, out, actor);
        });
  }

  @Override
  public Object decodeState(byte[] bytes, RefSource source) {
    return read(
        STATE,
        bytes,
        source,
        (kryo, in) -> {
          Class<?> type = types.applicationClass(Strings.read(in));
          ObjectForm form = types.stateForm(type);
          NameResolver.requireSame(type, form.fingerprint(), in.readInt());
          return form.readRoot(kryo, in);
        });
  }

  @Override
  public byte[] encodeFailure(Throwable failure, RefSink sink) {
    return failures.encode(failure, sink);
  }

  @Override
  public Throwable decodeFailure(byte[] bytes, RefSource source) {
    return failures.decode(bytes, source);
  }

  JobTypes types() {
    return types;
  }

  Failures failures() {
    return failures;
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
   * Runs a body with a Kryo of its own; the Kryo is used again only if all went well.
   *
   * @param root begins the path in messages
   */
  byte[] write(String root, byte kind, RefSink sink, Writing body) {
    try {
      return writePart(kind, sink, body);
    } catch (CannotTravel e) {
      throw e.toError(root);
    } catch (WeftException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw tooDeep().toError(root);
    } catch (RuntimeException | LinkageError e) {
      if (GraphKryo.isTooDeep(e)) {
        throw tooDeep().toError(root);
      }
      throw new NotSerializableValueException("A value of " + root + " cannot be encoded: " + e, e);
    }
  }

  /** The same for bytes inside others: a refusal goes on outwards. */
  byte[] writePart(byte kind, RefSink sink, Writing body) {
    GraphKryo kryo = pool.obtain();
    GrowingOutput out = kryo.startWriting(sink);
    out.writeByte(kind);
    body.write(kryo, out);
    byte[] bytes = out.take();
    kryo.recycle();
    pool.free(kryo);
    return bytes;
  }

  /** Runs a body with a Kryo of its own; the Kryo is used again only if all went well. */
  <T extends @Nullable Object> T read(byte kind, byte[] bytes, RefSource source, Reading<T> body) {
    if (bytes.length == 0 || bytes[0] != kind) {
      throw new UnreadableValueException(
          "These bytes are no " + (kind == STATE ? "state of an actor" : "value") + ".");
    }
    GraphKryo kryo = pool.obtain();
    T result;
    try {
      BoundedInput in = kryo.startReading(bytes, 1, source);
      result = body.read(kryo, in);
      kryo.finishReading();
      if (in.position() != in.limit()) {
        throw new UnreadableValueException(
            "A value is followed by " + (in.limit() - in.position()) + " bytes too many.");
      }
    } catch (WeftException e) {
      throw e;
    } catch (CannotTravel e) {
      throw new UnreadableValueException(e.describe(""), e);
    } catch (StackOverflowError e) {
      throw new UnreadableValueException("A value is nested too deeply to be decoded.");
    } catch (RuntimeException | LinkageError e) {
      if (GraphKryo.isTooDeep(e)) {
        throw new UnreadableValueException("A value is nested too deeply to be decoded.");
      }
      throw new UnreadableValueException("A value cannot be decoded: " + e, e);
    }
    kryo.recycle();
    pool.free(kryo);
    return result;
  }

  private static void writeArguments(
      GraphKryo kryo, GrowingOutput out, @Nullable Object[] arguments) {
    Wire.writeLength(out, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      try {
        kryo.writeClassAndObject(out, argument);
      } catch (CannotTravel e) {
        String type = argument == null ? "null" : Labels.simpleName(argument.getClass());
        throw e.in("argument " + (i + 1) + ", " + type);
      }
    }
  }

  static CannotTravel tooDeep() {
    return new CannotTravel(
        "the value",
        "is nested too deeply, as a list of objects that are linked to each other is. Keep such"
            + " objects in an ArrayList or another collection instead.");
  }
}
