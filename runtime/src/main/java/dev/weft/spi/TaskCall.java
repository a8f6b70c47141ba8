package dev.weft.spi;

import dev.weft.CallOptions;
import dev.weft.bridge.RemoteMethod;
import org.jspecify.annotations.Nullable;

/**
 * One call of a task, as its caller made it.
 *
 * @param method what to run
 * @param options what the caller said beyond the annotation
 * @param args the arguments, owned by the engine from here on; the receiver comes first if the
 *     method has one
 * @param inputs positions in {@code args} that hold a ref whose value is the argument
 * @param site where the call was made, to be shown with its failure, or null if that is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // made per call on the hot path, never compared
public record TaskCall(
    RemoteMethod method,
    CallOptions options,
    @Nullable Object[] args,
    int[] inputs,
    @Nullable StackTraceElement site) {

  /** A call made at an unknown place. */
  public TaskCall(RemoteMethod method, CallOptions options, @Nullable Object[] args, int[] inputs) {
    this(method, options, args, inputs, null);
  }
}
