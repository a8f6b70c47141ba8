package dev.weft.cluster.internal.benchmark.work;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.Placement;
import dev.weft.Weft;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.TaskCall;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The tasks: each body, and beside it, named {@code …Remote}, what {@code Weft.remote(() ->
 * body())} is woven to.
 */
@SuppressWarnings("unchecked") // a call site knows its own types
public final class Tasks {

  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType SMALL_TYPE = MethodType.methodType(byte[].class);
  private static final MethodType PUTS_TYPE =
      MethodType.methodType(void.class, int.class, int.class);
  private static final MethodType FIB_TYPE = MethodType.methodType(long.class, int.class);
  private static final MethodType COUNT_TYPE = MethodType.methodType(int.class, List.class);
  private static final MethodType REFS_TYPE = MethodType.methodType(List.class, int.class);
  private static final MethodType CALLS_TYPE =
      MethodType.methodType(void.class, List.class, int.class, Server.Kind.class);
  private static final MethodType BLOCK_TYPE = MethodType.methodType(void.class);
  private static final MethodType CALL_NEAR_TYPE =
      MethodType.methodType(void.class, Counter.class, int.class);
  private static final MethodType USED_BYTES_TYPE = MethodType.methodType(long.class);
  private static final int COLLECTIONS = 3;

  private static final MethodHandle SMALL = Sites.task(LOOKUP, "small", SMALL_TYPE);
  private static final MethodHandle PUTS =
      Sites.task(LOOKUP, "puts", PUTS_TYPE, int.class, int.class);
  private static final MethodHandle FIB = Sites.task(LOOKUP, "fib", FIB_TYPE, int.class);
  private static final MethodHandle COUNT = Sites.task(LOOKUP, "count", COUNT_TYPE, List.class);
  private static final MethodHandle REFS = Sites.task(LOOKUP, "refs", REFS_TYPE, int.class);
  private static final MethodHandle CALLS =
      Sites.task(LOOKUP, "calls", CALLS_TYPE, List.class, int.class, Server.Kind.class);
  private static final MethodHandle BLOCK = Sites.task(LOOKUP, "block", BLOCK_TYPE);

  private static volatile @Nullable List<ObjectRef<Integer>> kept;

  private Tasks() {}

  static byte[] small() {
    return new byte[2];
  }

  /** Returns two bytes. */
  public static ObjectRef<byte[]> smallRemote() {
    try {
      return (ObjectRef<byte[]>) SMALL.invokeExact();
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static void puts(int count, int length) {
    for (int i = 0; i < count; i++) {
      Object value = length == 0 ? Integer.valueOf(0) : new long[length];
      ObjectRef<Object> unused = Weft.put(value);
    }
  }

  /**
   * Puts so many objects.
   *
   * @param length of arrays of {@code long}; 0: the integer 0 in their place
   */
  public static ObjectRef<Void> putsRemote(int count, int length) {
    try {
      return (ObjectRef<Void>) PUTS.invokeExact(count, length);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static long fib(int n) {
    if (n < 2) {
      return n;
    }
    ObjectRef<Long> first = fibRemote(n - 1);
    ObjectRef<Long> second = fibRemote(n - 2);
    return first.get() + second.get();
  }

  /** Naive recursion, a task for each call. */
  public static ObjectRef<Long> fibRemote(int n) {
    try {
      return (ObjectRef<Long>) FIB.invokeExact(n);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static int count(List<ObjectRef<Integer>> refs) {
    int sum = 0;
    for (ObjectRef<Integer> ref : refs) {
      sum += ref.get();
    }
    return Math.min(1, sum);
  }

  /** Gets all that it is given; returns 1 if one of them is not 0. */
  public static ObjectRef<Integer> countRemote(List<ObjectRef<Integer>> refs) {
    try {
      return (ObjectRef<Integer>) COUNT.invokeExact(refs);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static List<ObjectRef<Integer>> refs(int count) {
    List<ObjectRef<Integer>> known = kept;
    if (known == null || known.size() != count) {
      known = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        known.add(Weft.put(1));
      }
      kept = known;
    }
    return known;
  }

  /** Returns refs of so many objects, which it makes when it is first called. */
  public static ObjectRef<List<ObjectRef<Integer>>> refsRemote(int count) {
    try {
      return (ObjectRef<List<ObjectRef<Integer>>>) REFS.invokeExact(count);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static void calls(List<Server> servers, int count, Server.Kind kind) {
    List<ObjectRef<byte[]>> pending = new ArrayList<>(count);
    ObjectRef<Integer> argument = Weft.put(0);
    for (int i = 0; i < count; i++) {
      pending.add(servers.get(i % servers.size()).remote(kind, argument));
    }
    List<byte[]> unused = Weft.get(pending);
  }

  /** Calls actors in turn, and gets all answers. */
  public static ObjectRef<Void> callsRemote(List<Server> servers, int count, Server.Kind kind) {
    try {
      return (ObjectRef<Void>) CALLS.invokeExact(servers, count, kind);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static void block() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Keeps a slot until it is cancelled. */
  public static ObjectRef<Void> blockRemote() {
    try {
      return (ObjectRef<Void>) BLOCK.invokeExact();
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  static void callNear(Counter counter, int count) {
    for (int i = 0; i < count; i++) {
      long unused = counter.addRemote().get();
    }
  }

  /** Calls an actor so many times, one call at a time, on the member on which it lives. */
  public static ObjectRef<Void> callNearRemote(Counter counter, int count) {
    return placed("callNear", CALL_NEAR_TYPE, Placement.near(counter), counter, count);
  }

  static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** How much of a member's heap is in use. */
  public static ObjectRef<Long> usedBytesRemote(String address) {
    return placed("usedBytes", USED_BYTES_TYPE, Placement.on(address));
  }

  private static <T> ObjectRef<T> placed(
      String name, MethodType type, Placement placement, Object... args) {
    return (ObjectRef<T>)
        Engines.current()
            .tasks()
            .submit(
                new TaskCall(
                    RemoteTable.of(Tasks.class).find(name, type.toMethodDescriptorString()),
                    CallOptions.defaults().placement(placement),
                    args,
                    new int[0]));
  }

  /** Read by the engine: what may be called. */
  @SuppressWarnings("checkstyle:MethodName")
  public static RemoteTable $weft$table() throws ReflectiveOperationException {
    RemoteTable table = RemoteTable.builder(Tasks.class);
    add(table, "small", SMALL_TYPE);
    add(table, "puts", PUTS_TYPE);
    add(table, "fib", FIB_TYPE);
    add(table, "count", COUNT_TYPE);
    add(table, "refs", REFS_TYPE);
    add(table, "calls", CALLS_TYPE);
    add(table, "block", BLOCK_TYPE);
    add(table, "callNear", CALL_NEAR_TYPE);
    add(table, "usedBytes", USED_BYTES_TYPE);
    return table;
  }

  private static void add(RemoteTable table, String name, MethodType type)
      throws ReflectiveOperationException {
    RemoteTable unused =
        table.task(
            LOOKUP.findStatic(Tasks.class, name, type),
            name,
            type.toMethodDescriptorString(),
            "Tasks." + name,
            3);
  }
}
