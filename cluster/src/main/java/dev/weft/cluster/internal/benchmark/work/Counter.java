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

/** An actor that counts: the least state that has to be kept, and each call changes it. */
@SuppressWarnings("unchecked") // a call site knows its own types
public final class Counter extends HandWoven {

  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType ADD_TYPE = MethodType.methodType(long.class);
  private static final MethodHandle ADD = Sites.actor(LOOKUP, "add", ADD_TYPE);

  private long value;

  Counter(@Nullable Real real) {
    super(null);
  }

  Counter(ActorAddress handle) {
    super(handle);
  }

  /** Creates one, and waits for it. */
  public static Counter create() {
    return new Counter(create(Counter.class));
  }

  /** Creates one, and does not wait. */
  public static Counter begin() {
    return new Counter(begin(Counter.class));
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
    RemoteTable table = RemoteTable.builder(Counter.class);
    ActorTable.fill(table, LOOKUP, Counter.class);
    ActorTable.add(table, LOOKUP, "add", ADD_TYPE);
    return table;
  }
}
