package desk;

import dev.weft.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** A bean that is an actor: Spring makes it, and injects its handle. */
@Component
@Remote
class Board {

  private final String name;
  private final Map<Urgency, List<Integer>> open = new TreeMap<>();

  Board(DeskSettings settings) {
    this.name = "board of the " + settings.name();
  }

  void put(Triage triage) {
    open.computeIfAbsent(triage.urgency(), urgency -> new ArrayList<>()).add(triage.number());
  }

  Map<Urgency, List<Integer>> open() {
    return open;
  }

  String describe() {
    return name + " with " + open.values().stream().mapToInt(List::size).sum() + " tickets";
  }
}
