package dev.weft.cluster.internal.benchmark.work;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.bridge.Real;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An actor that calls others. */
@SuppressWarnings("unchecked") // a call site knows its own types
public final class Client extends HandWoven {

  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType TASKS_TYPE = MethodType.methodType(void.class, int.class);
  private static final MethodType CALLS_TYPE =
      MethodType.methodType(void.class, List.class, int.class, Server.Kind.class);

  private static final MethodHandle TASKS = Sites.actor(LOOKUP, "tasks", TASKS_TYPE, int.class);
  private static final MethodHandle CALLS =
      Sites.actor(LOOKUP, "calls", CALLS_TYPE, List.class, int.class, Server.Kind.class);

  Client(@Nullable Real real) {
    super(null);
  }

  Client(ActorAddress handle) {
    super(handle);
  }

  /** Creates one, and waits for it. */
  public static Client create() {
    return new Client(create(Client.class));
  }

  void tasks(int count) {
    List<ObjectRef<byte[]>> pending = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pending.add(Tasks.smallRemote());
    }
    List<byte[]> unused = Weft.get(pending);
  }

  /** Submits so many tasks, and gets all. */
  public ObjectRef<Void> tasksRemote(int count) {
    try {
      return (ObjectRef<Void>) TASKS.invokeExact(this, count);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  void calls(List<Server> servers, int each, Server.Kind kind) {
    ObjectRef<Integer> argument = Weft.put(0);
    List<ObjectRef<byte[]>> pending = new ArrayList<>(each * servers.size());
    for (int i = 0; i < each; i++) {
      for (Server server : servers) {
        pending.add(server.remote(kind, argument));
      }
    }
    List<byte[]> unused = Weft.get(pending);
  }

  /** Calls each actor so many times, and gets all answers. */
  public ObjectRef<Void> callsRemote(List<Server> servers, int each, Server.Kind kind) {
    try {
      return (ObjectRef<Void>) CALLS.invokeExact(this, servers, each, kind);
    } catch (Throwable e) {
      throw Sites.unchecked(e);
    }
  }

  /** Read by the engine: what may be called. */
  @SuppressWarnings("checkstyle:MethodName")
  public static RemoteTable $weft$table() throws ReflectiveOperationException {
    RemoteTable table = RemoteTable.builder(Client.class);
    ActorTable.fill(table, LOOKUP, Client.class);
    ActorTable.add(table, LOOKUP, "tasks", TASKS_TYPE);
    ActorTable.add(table, LOOKUP, "calls", CALLS_TYPE);
    return table;
  }
}
