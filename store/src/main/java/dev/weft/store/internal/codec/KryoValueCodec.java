package dev.weft.store.internal.codec;

import dev.weft.store.ClassLookup;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.ValueCodec;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The codec over Kryo. Bytes start with one byte of kind:
 *
 * <pre>
 *   1 value      graph
 *   2 failure    rows, see FailureRow
 *   3 state      name of the class | fingerprint | fields
 * </pre>
 */
public final class KryoValueCodec implements ValueCodec {

  static {
    KryoRuntime.load();
  }

  private static final byte VALUE = 1;
  private static final byte STATE = 3;

  private final JobTypes types;
  private final Immutables immutables;
  private final Failures failures = new Failures(this);
  private final Sessions sessions;

  /** What is sent most of all: the result of a method without one, and no arguments. */
  private final byte[] nothing;

  private final byte[] noArguments;

  public KryoValueCodec(ClassLookup lookup) {
    types = new JobTypes(lookup);
    immutables = new Immutables(types);
    sessions = new Sessions(this, types);
    nothing =
        sessions.write(
            "null", VALUE, RefSink.none(), (kryo, out) -> kryo.writeClassAndObject(out, null));
    noArguments =
        sessions.write("", VALUE, RefSink.none(), (kryo, out) -> Wire.writeLength(out, 0));
  }

  @Override
  public boolean isImmutable(@Nullable Object value) {
    return value == null || immutables.contains(value.getClass());
  }

  @Override
  public byte[] encode(@Nullable Object value, RefSink sink) {
    if (value == null) {
      return nothing;
    }
    String root = Labels.simpleName(value.getClass());
    return sessions.write(root, VALUE, sink, (kryo, out) -> kryo.writeClassAndObject(out, value));
  }

  @Override
  public @Nullable Object decode(byte[] bytes, RefSource source) {
    return Arrays.equals(bytes, nothing)
        ? null
        : sessions.read(VALUE, bytes, source, (kryo, in) -> kryo.readClassAndObject(in));
  }

  @Override
  public byte[] encodeArguments(
      @Nullable Object[] arguments, IntFunction<String> names, RefSink sink) {
    if (arguments.length == 0) {
      return noArguments;
    }
    return sessions.write(
        "", VALUE, sink, (kryo, out) -> writeArguments(kryo, out, arguments, names));
  }

  @Override
  public @Nullable Object[] decodeArguments(byte[] bytes, RefSource source) {
    return Arrays.equals(bytes, noArguments)
        ? new @Nullable Object[0]
        : sessions.read(VALUE, bytes, source, (kryo, in) -> kryo.readItems(in));
  }

  @Override
  public byte[] encodeState(Object actor, RefSink sink) {
    Class<?> type = actor.getClass();
    return sessions.write(
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
    return sessions.read(
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
  public byte[] encodeFailure(
      Throwable failure, RefSink sink, Function<Throwable, StackTraceElement[]> stacks) {
    return failures.encode(failure, sink, stacks);
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

  Sessions sessions() {
    return sessions;
  }

  private static void writeArguments(
      GraphKryo kryo, GrowingOutput out, @Nullable Object[] arguments, IntFunction<String> names) {
    Wire.writeLength(out, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      try {
        kryo.writeClassAndObject(out, argument);
      } catch (CannotTravel e) {
        String type = argument == null ? "null" : Labels.simpleName(argument.getClass());
        throw e.in(names.apply(i) + ", " + type);
      }
    }
  }
}
