package desk;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** A bean that makes remote calls. */
@Service
class TriageService {

  private final DeskSettings settings;
  private final Board board;

  TriageService(DeskSettings settings, Board board) {
    this.settings = settings;
    this.board = board;
  }

  List<Triage> all(List<Ticket> tickets) {
    ObjectRef<DeskSettings> shared = Weft.put(settings);
    List<ObjectRef<Triage>> pending = new ArrayList<>();
    for (Ticket ticket : tickets) {
      pending.add(Weft.remote(() -> Scoring.triage(ticket, shared.get())));
    }
    return Weft.get(pending);
  }

  Triage one(Ticket ticket) {
    return Scoring.triage(ticket, settings);
  }

  String share(List<Triage> triages) {
    Shift early = new Shift("early shift");
    Shift late = new Shift("late shift");
    for (Triage triage : triages) {
      (triage.number() % 2 == 0 ? early : late).take(triage);
    }
    String first = early.report(board);
    if (first.isEmpty()) { // waits: the board gets the late shift's tickets after the early one's
      return "nothing";
    }
    return first + ", " + late.report(board);
  }
}
