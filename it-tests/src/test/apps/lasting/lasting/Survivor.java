package lasting;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A driver that loses a member, with tasks and actors on it. */
public final class Survivor {

  private static final int TASKS = 400;
  private static final int ACTORS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Survivor() {}

  public static void main(String[] args) throws Exception {
    List<Keeper> keepers = new ArrayList<>();
    Set<UUID> before = new HashSet<>();
    for (int i = 0; i < ACTORS; i++) {
      Keeper keeper = new Keeper();
      keepers.add(keeper);
      keeper.add();
    }
    long patience = System.nanoTime() + LIMIT.toNanos();
    while (before.size() < 2 && System.nanoTime() < patience) { // some move when a member has joined
      before.clear();
      keepers.forEach(keeper -> before.add(keeper.where()));
    }
    List<ObjectRef<Integer>> underWay = new ArrayList<>();
    for (Keeper keeper : keepers) {
      underWay.add(Weft.remote(() -> keeper.addSlowly()));
    }
    List<ObjectRef<Long>> squares = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int number = i;
      squares.add(Weft.remote(() -> Work.square(number)));
    }
    Weft.wait(squares, TASKS / 10, LIMIT);
    System.out.println("under way");

    System.in.read(); // the member is gone now
    long start = System.nanoTime();
    System.out.println("sum " + Weft.get(squares).stream().mapToLong(s -> s).sum());
    System.out.println("calls under way: " + counted(underWay, 2));
    int kept = 0;
    Set<UUID> after = new HashSet<>();
    for (Keeper keeper : keepers) {
      kept += keeper.add() == 3 ? 1 : 0;
      after.add(keeper.where());
    }
    System.out.println("actors that know all: " + kept);
    System.out.println("members before: " + before.size() + ", after: " + after.size());
    System.out.println("in time: " + (System.nanoTime() - start < LIMIT.toNanos()));
  }

  private static int counted(List<ObjectRef<Integer>> calls, int expected) {
    int right = 0;
    for (ObjectRef<Integer> call : calls) {
      right += call.get(LIMIT) == expected ? 1 : 0;
    }
    return right;
  }
}
