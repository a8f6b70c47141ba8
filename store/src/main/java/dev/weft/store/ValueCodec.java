package dev.weft.store;

import dev.weft.spi.Outcome;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of one job into bytes and back.
 *
 * <p>Values travel as a graph: what is shared stays shared, cycles included. Refs and actors inside
 * travel as themselves (an actor as its handle). Only types of a fixed list of the JDK and classes
 * of the job are written and read; every other name is refused before anything is loaded.
 *
 * <p>What does not survive: views of collections arrive as copies, direct buffers on the heap,
 * locks unlocked, a plain {@code LinkedHashMap} in its order but without ordering by access.
 * Methods of a class for Java's serialisation ({@code writeObject} and the like) are called.
 *
 * <p>The first byte tells a value from a failure, see {@link #isFailure}. What one call encodes is
 * decoded by the call of the same name. Any number of threads may call; nothing blocks but the
 * {@link ClassLookup}.
 */
public interface ValueCodec {

  /** The first byte of an encoded failure; every other first byte is a value. */
  byte FAILURE = 2;

  /** Whether these bytes hold a failure. */
  static boolean isFailure(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == FAILURE;
  }

  /**
   * Whether a value can stand for its own copy, so that it need not be encoded for a reader in this
   * process: null, strings, boxes and the like, enum constants, and records that hold such alone.
   */
  boolean isImmutable(@Nullable Object value);

  /**
   * Encodes a value, null included.
   *
   * @throws dev.weft.error.NotSerializableValueException if it cannot travel; the message gives the
   *     path to the culprit
   */
  byte[] encode(@Nullable Object value, RefSink sink);

  /**
   * Decodes what {@link #encode} made.
   *
   * @throws UnreadableValueException if the bytes are not a value of this job
   */
  @Nullable Object decode(byte[] bytes, RefSource source);

  /** Encodes the arguments of a call; messages count them from 1. */
  default byte[] encodeArguments(@Nullable Object[] arguments, RefSink sink) {
    return encodeArguments(arguments, i -> "argument " + (i + 1), sink);
  }

  /**
   * The same with other names.
   *
   * @param names what messages call the argument at an index
   */
  byte[] encodeArguments(@Nullable Object[] arguments, IntFunction<String> names, RefSink sink);

  /** Decodes what {@link #encodeArguments} made. */
  @Nullable Object[] decodeArguments(byte[] bytes, RefSource source);

  /**
   * Encodes the state of a live actor: the instance itself field by field, without {@code
   * transient} ones. Actors that it refers to, itself included, are written as handles.
   */
  byte[] encodeState(Object actor, RefSink sink);

  /**
   * Makes a new instance of the actor's class from {@link #encodeState}, running no constructor of
   * it. The caller then tells it its address and runs the method marked {@code @Restored}.
   */
  Object decodeState(byte[] bytes, RefSource source);

  /**
   * Encodes what a call threw. Never throws: what cannot travel is replaced, part by part, by a
   * {@link dev.weft.error.TaskFailedException} with the same text and stack.
   */
  default byte[] encodeFailure(Throwable failure, RefSink sink) {
    return encodeFailure(failure, sink, Throwable::getStackTrace);
  }

  /**
   * Encodes what a call threw, as {@link #encodeFailure(Throwable, RefSink)} does, with other
   * stacks.
   *
   * @param stacks gives the stack to send of the failure, and of each that it holds
   */
  byte[] encodeFailure(
      Throwable failure, RefSink sink, Function<Throwable, StackTraceElement[]> stacks);

  /** Decodes what {@link #encodeFailure} made, as far as the classes are here. Never throws. */
  Throwable decodeFailure(byte[] bytes, RefSource source);

  /** Encodes a value or a failure. */
  default byte[] encodeOutcome(Outcome outcome, RefSink sink) {
    return outcome.failure() != null
        ? encodeFailure(outcome.failure(), sink)
        : encode(outcome.value(), sink);
  }

  /** Decodes a value or a failure, whichever these bytes hold. */
  default Outcome decodeOutcome(byte[] bytes, RefSource source) {
    return isFailure(bytes)
        ? Outcome.failed(decodeFailure(bytes, source))
        : Outcome.of(decode(bytes, source));
  }
}
