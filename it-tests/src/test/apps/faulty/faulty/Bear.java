package faulty;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a member of two slots has to bear, and whether it is whole afterwards. */
public final class Bear {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Bear() {}

  public static void main(String[] args) {
    for (int round = 0; round < 3; round++) {
      say("memory", Weft.remote(() -> Tasks.eat()));
      say("stack", Weft.remote(() -> Tasks.fall(0)));
      say("result", Weft.remote(() -> Tasks.thread()));
      say("failure", Weft.remote(() -> Tasks.shout(40)));
      say("argument", Weft.remote(() -> Tasks.take(new Tasks.Poison())));
    }
    cancel();
    say("again", Weft.options().retryOn(IOException.class).remote(() -> Tasks.flaky()));
    System.out.println("priorities: " + priorities());
    System.out.println("slots: " + slots());
  }

  /** Two that fill the member, the second by force only after it has been asked. */
  private static void cancel() {
    ObjectRef<Integer> first = Weft.remote(() -> Tasks.spin());
    ObjectRef<Integer> second = Weft.remote(() -> Tasks.spin());
    ObjectRef<Integer> queued = Weft.remote(() -> Tasks.harmless());
    System.out.println("cancelled: " + Weft.cancel(first, true) + ", " + Weft.cancel(second));
    say("first", first);
    say("second", second);
    say("queued", queued);
    System.out.println("cancelled: " + Weft.cancel(second, true));
  }

  /** Those that wait while both slots are taken run by their priority. */
  private static boolean priorities() {
    List<ObjectRef<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      all.add(Weft.options().priority(100).remote(() -> Tasks.busyFor(500)));
    }
    for (int i = 0; i < 10; i++) {
      int priority = i % 2;
      all.add(Weft.options().priority(priority).remote(() -> Tasks.note(priority)));
    }
    Weft.get(all);
    List<Integer> notes = Weft.remote(() -> Tasks.notes()).get();
    // two may be taken at a time, so that the last high one may note itself after the first low
    return notes.size() == 10 && notes.subList(0, 4).stream().allMatch(priority -> priority == 1);
  }

  private static String slots() {
    ObjectRef<Integer> one = Weft.remote(() -> Tasks.meet());
    ObjectRef<Integer> two = Weft.remote(() -> Tasks.meet());
    int met = one.get(LIMIT) + two.get(LIMIT);
    List<ObjectRef<Integer>> crowd = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      crowd.add(Weft.remote(() -> Tasks.crowd()));
    }
    int most = Weft.get(crowd).stream().mapToInt(count -> count).max().orElse(0);
    return met + " met, " + most + " at most";
  }

  private static void say(String what, ObjectRef<?> ref) {
    try {
      System.out.println(what + ": " + ref.get(LIMIT));
    } catch (Throwable e) {
      String text = String.valueOf(e.getMessage());
      System.out.println(
          what
              + ": "
              + e.getClass().getSimpleName()
              + ", "
              + text.substring(0, Math.min(60, text.length())));
    }
  }
}
