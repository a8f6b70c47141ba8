package dev.weft.examples.patterns;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts words of a text in several ways; each must come to the same. */
public final class Patterns {

  private Patterns() {}

  @Remote
  static int words(String line) {
    return line.split("\\W+").length;
  }

  record WordCount(String line) implements Callable<Integer> {
    @Override
    public Integer call() {
      return line.split("\\W+").length;
    }
  }

  static int manyItems(Stream<String> lines) {
    int sum = Weft.map(lines, line -> words(line)).mapToInt(n -> n).sum();
    return sum;
  }

  static int bounded(List<String> lines) {
    CallOptions once = Weft.options().retries(0);
    return once.mapUnordered(lines, 2, Patterns::words).mapToInt(n -> n).sum();
  }

  static boolean findFirst(List<String> lines) {
    try (Stream<Integer> counts = Weft.mapUnordered(lines, line -> words(line))) {
      return counts.anyMatch(n -> n > 3);
    }
  }

  static int executor(List<String> lines) throws InterruptedException, ExecutionException {
    ExecutorService pool = Weft.executor();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (String line : lines) {
      tasks.add(() -> line.split("\\W+").length);
    }
    int sum = 0;
    for (Future<Integer> count : pool.invokeAll(tasks)) {
      sum += count.get();
    }
    return sum;
  }

  static int stages(String first, String second) {
    ExecutorService pool = Weft.executor();
    CompletableFuture<Integer> sum =
        CompletableFuture.supplyAsync(() -> first.split("\\W+"), pool)
            .thenApplyAsync(words -> words.length, pool)
            .thenCombine(Weft.remote(() -> words(second)).toCompletableFuture(), Integer::sum);
    return sum.join();
  }

  static int future(CompletableFuture<String> download) {
    ObjectRef<String> text = Weft.fromFuture(download);
    ObjectRef<Integer> count = Weft.remote(() -> words(text.get()));
    return count.get();
  }

  @Remote
  static Stream<String> longLines(String text, int words) {
    return text.lines().filter(line -> line.split("\\W+").length >= words);
  }

  static String firstLong(String text) {
    try (Stream<String> lines = longLines(text, 4)) {
      return lines.findFirst().orElse("none");
    }
  }

  static Map<String, Integer> all(List<String> lines)
      throws InterruptedException, ExecutionException {
    CompletableFuture<String> download = CompletableFuture.completedFuture(lines.get(0));
    return Map.of(
        "manyItems", manyItems(lines.stream()),
        "bounded", bounded(lines),
        "executor", executor(lines),
        "records", Weft.executor().submit(new WordCount(String.join(" ", lines))).get(),
        "stages", stages(lines.get(0), lines.get(1)),
        "future", future(download));
  }

  /** Prints each way's result. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    List<String> lines =
        IntStream.range(0, 20).mapToObj(i -> "the quick brown fox number " + i).toList();
    System.out.println(
        all(lines).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(way -> way.getKey() + " " + way.getValue())
            .collect(Collectors.joining("\n")));
    System.out.println("first long line: " + firstLong("one two\n" + lines.get(3)));
    System.out.println("a line of more than three words: " + findFirst(lines));
  }
}
