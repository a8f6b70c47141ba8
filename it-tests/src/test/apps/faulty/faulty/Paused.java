package faulty;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.error.OutcomeUnknownException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks on two members while one of them stands still for longer than it may, and comes back. */
public final class Paused {

  private static final int TASKS = 300;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Paused() {}

  public static void main(String[] args) throws Exception {
    Path again = Files.createTempDirectory("again");
    Path once = Files.createTempDirectory("once");
    List<ObjectRef<Integer>> repeated = new ArrayList<>();
    List<ObjectRef<Integer>> single = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int number = i;
      repeated.add(Weft.remote(() -> Tasks.traced(again.toString(), number)));
      single.add(Weft.options().retries(0).remote(() -> Tasks.traced(once.toString(), number)));
    }
    Weft.wait(repeated, TASKS / 10, LIMIT);
    System.out.println("under way");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    in.readLine(); // a member stands still, and was given up
    int sum = 0;
    for (ObjectRef<Integer> ref : repeated) {
      sum += ref.get(LIMIT);
    }
    int unknown = 0;
    int wrong = 0;
    for (int i = 0; i < TASKS; i++) {
      try {
        wrong += single.get(i).get(LIMIT) == i ? 0 : 1;
      } catch (OutcomeUnknownException e) {
        unknown++;
      }
    }
    System.out.println("sum " + sum);
    System.out.println("wrong " + wrong + ", unknown " + (unknown > 0 ? "some" : "none"));
    in.readLine(); // it is back
    System.out.println("after " + Weft.remote(() -> Tasks.harmless()).get(LIMIT));
    System.out.println("run twice: " + twice(once));
    System.out.println("never run: " + (TASKS - runs(again).size()));
  }

  private static long twice(Path folder) throws IOException {
    return runs(folder).values().stream().filter(count -> count > 1).count();
  }

  private static Map<String, Long> runs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(
              Collectors.groupingBy(name -> name.split("-", 2)[0], Collectors.counting()));
    }
  }
}
