package dev.weft.cluster.internal.task;

import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.job.Job;
import dev.weft.spi.PromiseRef;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a task as they were when it was called: the objects themselves, if none of them
 * can change, else their bytes.
 */
final class Arguments {

  private static final int BYTES_OF_A_VALUE = 16;

  private final @Nullable Object @Nullable [] values;
  private final byte @Nullable [] bytes;

  private Arguments(@Nullable Object @Nullable [] values, byte @Nullable [] bytes) {
    this.values = values;
    this.bytes = bytes;
  }

  /**
   * Takes the arguments of a call.
   *
   * @param given null where an input goes; owned by this from now on
   * @param unborn is told of the births of actors among them
   * @throws dev.weft.error.NotSerializableValueException if one cannot travel
   */
  static Arguments of(
      Job job, RemoteMethod method, @Nullable Object[] given, Consumer<PromiseRef<?>> unborn) {
    for (Object argument : given) {
      if (!job.isImmutable(argument)) {
        return new Arguments(null, job.encodeArguments(method, given, unborn));
      }
    }
    return new Arguments(given, null);
  }

  /** About how many bytes they take on the wire. */
  int size() {
    return bytes != null ? bytes.length : BYTES_OF_A_VALUE * Objects.requireNonNull(values).length;
  }

  /** For another node. */
  byte[] encoded(Job job, RemoteMethod method) {
    return bytes != null
        ? bytes
        : job.encodeArguments(method, Objects.requireNonNull(values), birth -> {});
  }

  /** For a run on this node, which may write into the array and change what was copied. */
  @Nullable Object[] copied(Job job) {
    return bytes != null ? job.decodeArguments(bytes) : Objects.requireNonNull(values).clone();
  }
}
