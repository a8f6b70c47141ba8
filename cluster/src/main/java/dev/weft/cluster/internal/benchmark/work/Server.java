package dev.weft.cluster.internal.benchmark.work;

import dev.weft.ObjectRef;
import dev.weft.bridge.Real;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An actor that answers; each method and beside it, named {@code …Remote}, its call. */
@SuppressWarnings("unchecked") // a call site knows its own types
public final class Server extends HandWoven {

  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType SMALL_TYPE = MethodType.methodType(byte[].class);
  private static final MethodType TAKE_TYPE = MethodType.methodType(byte[].class, Integer.class);
  private static final MethodType LATER_TYPE = MethodType.methodType(CompletableFuture.class);
  private static final MethodType LATER_TAKE_TYPE =
      MethodType.methodType(CompletableFuture.class, Integer.class);

  private static final MethodHandle SMALL = Sites.actor(LOOKUP, "small", SMALL_TYPE);
  private static final MethodHandle TAKE = Sites.actor(LOOKUP, "take", TAKE_TYPE, ObjectRef.class);
  private static final MethodHandle LATER = Sites.actor(LOOKUP, "later", LATER_TYPE);
  private static final MethodHandle LATER_TAKE =
      Sites.actor(LOOKUP, "laterTake", LATER_TAKE_TYPE, Integer.class);

  Server(@Nullable Real real) {
    super(null);
  }

  Server(ActorAddress handle) {
    super(handle);
  }

  /** Creates one, and waits for it. */
  public static Server create() {
    return new Server(create(Server.class));
  }

  byte[] small() {
    return new byte[2];
  }

  /** Returns two bytes. */
  public ObjectRef<byte[]> smallRemote() {
    try {
      return (ObjectRef<byte[]>) SMALL.invokeExact(this);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  byte[] take(Integer unused) {
    return new byte[2];
  }

  /** Takes the value of a ref, and returns two bytes. */
  public ObjectRef<byte[]> takeRemote(ObjectRef<Integer> argument) {
    try {
      return (ObjectRef<byte[]>) TAKE.invokeExact(this, argument);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  CompletableFuture<byte[]> later() {
    return CompletableFuture.completedFuture(new byte[2]);
  }

  /** Returns a future of two bytes. */
  public ObjectRef<byte[]> laterRemote() {
    try {
      return (ObjectRef<byte[]>) LATER.invokeExact(this);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  CompletableFuture<byte[]> laterTake(Integer unused) {
    return later();
  }

  /** Takes a number, and returns a future of two bytes. */
  public ObjectRef<byte[]> laterTakeRemote(Integer argument) {
    try {
      return (ObjectRef<byte[]>) LATER_TAKE.invokeExact(this, argument);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  /** A call of one of the methods. */
  public ObjectRef<byte[]> remote(Kind kind, ObjectRef<Integer> argument) {
    return switch (kind) {
      case SMALL -> smallRemote();
      case TAKE -> takeRemote(argument);
      case LATER -> laterRemote();
    };
  }

  /** The methods that clients call. */
  public enum Kind {
    /** Returns two bytes. */
    SMALL,
    /** Takes the value of a ref. */
    TAKE,
    /** Returns a future. */
    LATER
  }

  /** Read by the engine: what may be called. */
  @SuppressWarnings("checkstyle:MethodName")
  public static RemoteTable $weft$table() throws ReflectiveOperationException {
    RemoteTable table = RemoteTable.builder(Server.class);
    ActorTable.fill(table, LOOKUP, Server.class);
    ActorTable.add(table, LOOKUP, "small", SMALL_TYPE);
    ActorTable.add(table, LOOKUP, "take", TAKE_TYPE);
    ActorTable.add(table, LOOKUP, "later", LATER_TYPE);
    ActorTable.add(table, LOOKUP, "laterTake", LATER_TAKE_TYPE);
    return table;
  }
}
