package journal;

import dev.weft.Remote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two tasks that write into one journal: called here, or by a task on a member. */
public class Main {

  @Remote
  public static class Journal {
    private final List<String> lines = new ArrayList<>();

    void write(String line) {
      lines.add(line);
    }

    boolean has(String line) {
      return lines.contains(line);
    }

    List<String> lines() {
      return lines;
    }
  }

  /** Between its two lines it waits for another one's first, for a while. */
  @Remote
  static int work(Journal journal, String name, String other, long patienceMs) {
    journal.write(name + " begins");
    long end = System.nanoTime() + Duration.ofMillis(patienceMs).toNanos();
    while (!journal.has(other + " begins") && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    journal.write(name + " ends");
    return 1;
  }

  @Remote
  static int both(Journal journal, long patienceMs) {
    int a = work(journal, "a", "b", patienceMs);
    int b = work(journal, "b", "a", patienceMs);
    return a + b;
  }

  public static void main(String[] args) {
    long patienceMs = Long.parseLong(args[1]);
    Journal journal = new Journal();
    if (args[0].equals("here")) {
      int a = work(journal, "a", "b", patienceMs);
      int b = work(journal, "b", "a", patienceMs);
      System.out.println(a + b);
    } else {
      System.out.println(both(journal, patienceMs));
    }
    System.out.println(journal.lines());
  }
}
