package lasting;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.error.ActorDiedException;
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
    List<Keeper> free = keepers();
    List<UUID> freeAt = free.stream().map(Keeper::where).toList();
    List<Keeper> hanging = keepers();
    List<UUID> hangingAt = hanging.stream().map(Keeper::where).toList();
    List<ObjectRef<Integer>> hangs = new ArrayList<>();
    for (Keeper keeper : hanging) {
      hangs.add(Weft.remote(() -> keeper.hang()));
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

    Set<UUID> dead = new HashSet<>();
    Set<UUID> alive = new HashSet<>();
    for (int i = 0; i < ACTORS; i++) {
      (isAlive(free.get(i)) ? alive : dead).add(freeAt.get(i));
    }
    System.out.println("members that lost actors: " + dead.size());
    System.out.println("members that kept actors: " + alive.size());
    System.out.println("kept and lost: " + dead.stream().filter(alive::contains).count());

    int failed = 0;
    int wrong = 0;
    for (int i = 0; i < ACTORS; i++) {
      boolean isLost = dead.contains(hangingAt.get(i));
      failed += isLost && hasFailed(hangs.get(i)) ? 1 : 0;
      wrong += isLost == hangs.get(i).isDone() ? 0 : 1;
    }
    System.out.println("calls under way that failed: " + (failed > 0 ? "some" : "none"));
    System.out.println("calls under way that should not: " + wrong);
    System.out.println("in time: " + (System.nanoTime() - start < LIMIT.toNanos()));
  }

  private static List<Keeper> keepers() {
    List<Keeper> keepers = new ArrayList<>();
    for (int i = 0; i < ACTORS; i++) {
      keepers.add(new Keeper());
    }
    return keepers;
  }

  private static boolean isAlive(Keeper keeper) {
    try {
      return keeper.add() == 1;
    } catch (ActorDiedException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private static boolean hasFailed(ObjectRef<Integer> call) {
    try {
      call.get(LIMIT);
      return false;
    } catch (ActorDiedException e) {
      System.err.println(e.getMessage());
      return true;
    }
  }
}
