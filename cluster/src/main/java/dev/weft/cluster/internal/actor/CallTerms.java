package dev.weft.cluster.internal.actor;

import dev.weft.CallOptions;
import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one call of an actor.
 *
 * @param isReadOnly whether the method says that it changes nothing
 * @param group the concurrency group of the method; null for none
 * @param timeoutMillis after which a call is not to begin any more; 0 for any time
 * @param retries how often it runs again when it fails so; -1 if the method's annotation says that
 * @param retryOn the names of the classes of failures on which it does; none if the annotation says
 * @param chain which runs of actors it comes from
 */
record CallTerms(
    boolean isReadOnly,
    @Nullable String group,
    long timeoutMillis,
    int retries,
    List<String> retryOn,
    CallChain chain) {

  private static final int READ_ONLY = 1;
  private static final int SAID = 2;
  private static final int CHAIN = 4;

  static CallTerms of(RemoteMethod method, CallOptions said) {
    Duration timeout = said.over(method.options()).timeout();
    List<String> retryOn =
        said.retryOn().isEmpty()
            ? List.of()
            : said.retryOn().stream().<String>map(Class::getName).toList();
    return new CallTerms(
        method.isReadOnly(),
        method.concurrencyGroup(),
        timeout == null ? 0 : Math.max(1, timeout.toMillis()),
        said.retries().orElse(-1),
        retryOn,
        CallChain.current());
  }

  void write(MessageWriter out) {
    boolean isSaid = timeoutMillis != 0 || retries >= 0 || !retryOn.isEmpty();
    out.putByte((isReadOnly ? READ_ONLY : 0) | (isSaid ? SAID : 0) | (chain.isEmpty() ? 0 : CHAIN))
        .putOptional(group);
    if (isSaid) {
      out.putLong(timeoutMillis).putVarInt(retries + 1).putVarInt(retryOn.size());
      retryOn.forEach(out::putString);
    }
    if (!chain.isEmpty()) {
      chain.write(out);
    }
  }

  static CallTerms read(MessageReader in) {
    int flags = in.getByte();
    String group = in.getOptional();
    boolean isReadOnly = (flags & READ_ONLY) != 0;
    long timeoutMillis = 0;
    int retries = -1;
    List<String> retryOn = List.of();
    if ((flags & SAID) != 0) {
      timeoutMillis = in.getLong();
      retries = in.getVarInt() - 1;
      retryOn = readNames(in);
    }
    CallChain chain = (flags & CHAIN) == 0 ? CallChain.NONE : CallChain.read(in);
    return new CallTerms(isReadOnly, group, timeoutMillis, retries, retryOn, chain);
  }

  private static List<String> readNames(MessageReader in) {
    List<String> names = new ArrayList<>();
    for (int left = in.getCount(); left > 0; left--) {
      names.add(in.getString());
    }
    return List.copyOf(names);
  }

  /** Whether a call runs again that has failed so. */
  boolean isRetried(RemoteMethod method, Throwable failure, int runs) {
    if (runs > (retries >= 0 ? retries : method.retries())) {
      return false;
    }
    if (retryOn.isEmpty()) {
      return method.options().retryOn().stream().anyMatch(type -> type.isInstance(failure));
    }
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (retryOn.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }
}
