package dev.weft.cluster.internal.benchmark.work;

import dev.weft.ObjectRef;
import dev.weft.bridge.Real;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** An actor that goes to sleep as soon as it has nothing to do. */
@SuppressWarnings("unchecked") // a call site knows its own types
public final class Sleeper extends HandWoven {

  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType ADD_TYPE = MethodType.methodType(long.class);
  private static final MethodHandle ADD = Sites.actor(LOOKUP, "add", ADD_TYPE);

  private long value;

  Sleeper(@Nullable Real real) {
    super(null);
  }

  Sleeper(ActorAddress handle) {
    super(handle);
  }

  /** Creates one, and does not wait. */
  public static Sleeper begin() {
    return new Sleeper(begin(Sleeper.class));
  }

  long add() {
    return ++value;
  }

  /** Adds one, and returns what it has come to. */
  public ObjectRef<Long> addRemote() {
    try {
      return (ObjectRef<Long>) ADD.invokeExact(this);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  /** Read by the engine: what may be called. */
  @SuppressWarnings("checkstyle:MethodName")
  public static RemoteTable $weft$table() throws ReflectiveOperationException {
    RemoteTable table = RemoteTable.builder(Sleeper.class);
    ActorTable.fill(table, LOOKUP, Sleeper.class);
    ActorTable.add(table, LOOKUP, "add", ADD_TYPE);
    return table.trait("sleepAfterMillis", "1");
  }
}
