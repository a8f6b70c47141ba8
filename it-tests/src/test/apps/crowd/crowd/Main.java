package crowd;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.RemoteFunction;
import dev.weft.Weft;
import dev.weft.error.NotSerializableValueException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Many items, an executor, and futures of the JDK: each prints what plain Java would. */
public final class Main {

  private Main() {}

  @Remote
  static int square(int x) {
    return x * x;
  }

  @Remote
  static String where(int item) {
    return Weft.context().mode();
  }

  @Remote
  static int picky(int x) throws IOException {
    if (x == 5) {
      throw new IOException("not " + x);
    }
    return x;
  }

  @Remote
  static int slow(int x) throws InterruptedException {
    if (x != 0) {
      new CountDownLatch(1).await(); // until it is cancelled
    }
    return x;
  }

  @Remote
  static CompletableFuture<Integer> later(int x) {
    return CompletableFuture.supplyAsync(() -> x + 1);
  }

  @Remote
  static Stream<String> lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i + " on a " + Weft.context().mode() + " of " + Weft.context().task().get());
  }

  @Remote
  static Iterator<Integer> failing(int good) {
    return IntStream.iterate(1, i -> i + 1).map(i -> 60 / (good + 1 - i)).iterator();
  }

  record Priced(String name, int cents) implements Callable<String> {
    @Override
    public String call() {
      return name + " costs " + cents + " on a " + Weft.context().mode();
    }
  }

  static int tax(int cents) {
    return cents / 5;
  }

  public static void main(String[] args) throws Exception {
    map();
    executor(Weft.executor());
    stages(Weft.executor());
    oldCode();
    futures();
    streams();
  }

  private static void map() {
    System.out.println(Weft.map(List.of(3, 1, 2), x -> square(x)).toList());
    System.out.println(Weft.map(List.of(3, 1, 2), Main::square).toList());
    System.out.println(
        new TreeSet<>(Weft.mapUnordered(Stream.of(3, 1, 2), 2, x -> square(x + 1)).toList()));
    System.out.println(new TreeSet<>(Weft.map(List.of(1, 2), x -> where(x)).toList()));
    System.out.println(
        Weft.map(LongStream.range(0, 1_000_000_000).boxed(), x -> square((int) (long) x))
            .limit(20_000)
            .mapToLong(x -> x)
            .sum());
    List<Integer> seen = new ArrayList<>();
    try {
      Weft.map(IntStream.range(0, 100).boxed(), 8, x -> picky(x)).forEach(seen::add);
    } catch (Exception e) {
      System.out.println(e + " after " + seen);
    }
    RemoteFunction<Integer, Integer> function = x -> slow(x);
    try (Stream<Integer> values = Weft.map(List.of(0, 1, 2, 3), 3, function)) {
      Iterator<Integer> iterator = values.iterator();
      System.out.println("first " + iterator.next());
    }
    System.out.println(Weft.options().retries(0).map(List.of(4), x -> square(x)).toList());
  }

  private static void executor(ExecutorService pool) throws Exception {
    String member = " on a ";
    System.out.println(pool.submit(new Priced("tea", 250)).get());
    System.out.println(pool.submit(() -> tax(250) + member + Weft.context().mode()).get());
    System.out.println(pool.submit(Main::new).get().getClass());
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int cents = 100 * i;
      tasks.add(() -> tax(cents));
    }
    for (Future<Integer> done : pool.invokeAll(tasks)) {
      System.out.print(done.get() + " ");
    }
    System.out.println(pool.invokeAny(tasks) % 20);
    try {
      pool.submit(
              () -> {
                throw new IOException("far away");
              })
          .get();
    } catch (ExecutionException e) {
      System.out.println(e.getCause());
    }
    Future<?> endless = pool.submit(() -> slow(1));
    System.out.println(endless.cancel(true) + " " + endless.isCancelled());
    try {
      endless.get();
    } catch (CancellationException e) {
      System.out.println("cancelled");
    }
    ExecutorCompletionService<Integer> completed = new ExecutorCompletionService<>(pool);
    tasks.forEach(completed::submit);
    int sum = 0;
    for (int i = 0; i < tasks.size(); i++) {
      sum += completed.take().get();
    }
    System.out.println(sum);
    Thread here = Thread.currentThread();
    try {
      pool.submit(() -> here.getName());
    } catch (NotSerializableValueException e) {
      System.out.println(e.getMessage());
    }
    Future<Integer> last = pool.submit(() -> tax(5));
    pool.shutdown();
    System.out.println(pool.awaitTermination(30, TimeUnit.SECONDS) + " " + last.get());
  }

  private static void stages(ExecutorService pool) {
    CompletableFuture<String> mode =
        CompletableFuture.supplyAsync(() -> Weft.context().mode(), pool)
            .thenApplyAsync(m -> m + " then " + Weft.context().mode(), pool)
            .thenCombineAsync(
                CompletableFuture.supplyAsync(() -> tax(50), pool), (m, t) -> m + " " + t, pool);
    System.out.println(mode.join());
    System.out.println(
        CompletableFuture.supplyAsync(() -> List.of(1).get(tax(5)), pool)
            .exceptionallyAsync(e -> e.getCause().getClass().getSimpleName().length(), pool)
            .join());
  }

  /** A class that Weft does not look at: its serialisable lambdas travel, others do not. */
  private static void oldCode() throws Exception {
    System.out.println(Old.serializable(Weft.executor()).get());
    try {
      Old.plain(Weft.executor());
    } catch (NotSerializableValueException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void futures() {
    CompletableFuture<Integer> local = new CompletableFuture<>();
    ObjectRef<Integer> input = Weft.fromFuture(local);
    ObjectRef<Integer> squared = Weft.remote(() -> square(input.get()));
    System.out.println(squared.isDone());
    local.complete(9);
    System.out.println(squared.toCompletableFuture().thenApply(x -> x + 1).join());
    System.out.println(later(1).thenCombine(later(2), Integer::sum).join());
    ObjectRef<Integer> call = Weft.remote(() -> slow(1));
    CompletableFuture<Integer> future = call.toCompletableFuture();
    System.out.println(future.cancel(true) + " " + call.isDone());
  }

  private static void streams() {
    System.out.println(lines(2).toList());
    ObjectRef<Stream<String>> ref = Weft.remote(() -> lines(10_000));
    System.out.println(ref.get().count());
    try (Stream<String> endless = lines(Integer.MAX_VALUE)) {
      System.out.println(endless.filter(line -> line.startsWith("300 ")).findFirst().get());
    }
    Iterator<Integer> numbers = failing(3);
    int sum = 0;
    try {
      while (numbers.hasNext()) {
        sum += numbers.next();
      }
    } catch (ArithmeticException e) {
      System.out.println(sum + ", then " + e.getMessage());
    }
  }
}
