package dev.weft.cluster.internal.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;

/** The JDK's own pool, for what runs in this process. */
final class LocalFloors implements Floors {

  private final ForkJoinPool pool;
  private final ForkJoinPool single = new ForkJoinPool(1);

  LocalFloors(int slots) {
    pool = new ForkJoinPool(slots);
  }

  @Override
  public List<Floor> sync() {
    return List.of(new Floor("ForkJoinPool submit, get", 1, () -> one(pool)));
  }

  @Override
  public List<Floor> async(int calls) {
    return List.of(new Floor("ForkJoinPool submit, get", calls, () -> many(pool, calls)));
  }

  @Override
  public List<Floor> actorSync() {
    return List.of(new Floor("ForkJoinPool of one submit, get", 1, () -> one(single)));
  }

  @Override
  public List<Floor> actorAsync(int calls) {
    return List.of(new Floor("ForkJoinPool of one submit, get", calls, () -> many(single, calls)));
  }

  @Override
  public List<Floor> keptSync() {
    return actorSync();
  }

  @Override
  public List<Floor> keptAsync(int calls, int things) {
    return actorAsync(calls);
  }

  @Override
  public List<Floor> recursion(int n, double calls) {
    return List.of(new Floor("RecursiveTask", calls, () -> Sink.take(pool.invoke(new Fib(n)))));
  }

  @Override
  public void close() {
    pool.shutdownNow();
    single.shutdownNow();
  }

  private static void one(ForkJoinPool pool) throws Exception {
    Sink.take(pool.submit(() -> new byte[2]).get());
  }

  private static void many(ForkJoinPool pool, int calls) throws Exception {
    List<ForkJoinTask<byte[]>> pending = new ArrayList<>(calls);
    for (int i = 0; i < calls; i++) {
      pending.add(pool.submit(() -> new byte[2]));
    }
    for (ForkJoinTask<byte[]> task : pending) {
      Sink.take(task.get());
    }
  }

  private static final class Fib extends RecursiveTask<Long> {

    private static final long serialVersionUID = 1L;

    private final int n;

    Fib(int n) {
      this.n = n;
    }

    @Override
    protected Long compute() {
      if (n < 2) {
        return (long) n;
      }
      Fib first = new Fib(n - 1);
      Fib second = new Fib(n - 2);
      ForkJoinTask<Long> unused = first.fork();
      return second.compute() + first.join();
    }
  }
}
