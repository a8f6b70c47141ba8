package desk;

import dev.weft.Remote;
import java.util.ArrayDeque;
import java.util.Deque;

/** An actor that the application makes itself. */
@Remote
class Shift {

  private final String name;
  private final Deque<Triage> taken = new ArrayDeque<>();

  Shift(String name) {
    this.name = name;
  }

  int take(Triage triage) {
    taken.addLast(triage);
    return taken.size();
  }

  String report(Board board) {
    taken.forEach(board::put);
    return name + " put " + taken.size() + " on the " + board.describe();
  }
}
