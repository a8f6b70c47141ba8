package hello;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks tasks and actors for the answer, again and again. */
public final class Main {

  private static final int ROUNDS = 20;

  private Main() {}

  @Remote
  static String answer() {
    return Answer.text();
  }

  public static void main(String[] args) throws Exception {
    System.out.println("first round: " + round());
    System.in.read(); // both versions are there now
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      answers.addAll(round());
    }
    System.out.println("all rounds: " + answers);
  }

  private static Set<String> round() {
    List<ObjectRef<String>> refs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      refs.add(Weft.remote(() -> answer()));
    }
    for (int i = 0; i < 4; i++) {
      Greeter greeter = new Greeter();
      refs.add(Weft.remote(() -> greeter.greet()));
    }
    return new TreeSet<>(Weft.get(refs));
  }
}
