package desk;

import dev.weft.Remote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;

/** The part that takes time, with the application's libraries in it. */
final class Scoring {

  private static final Logger log = LoggerFactory.getLogger(Scoring.class);

  private Scoring() {}

  @Remote
  static Triage triage(Ticket ticket, DeskSettings settings) {
    if (ticket.words().isEmpty()) {
      throw new EmptyTicketException(ticket);
    }
    int score =
        ticket.words().stream()
            .map(StringUtils::uncapitalize)
            .mapToInt(word -> settings.weights().getOrDefault(word, 0))
            .sum();
    log.info("scored {} as {}", ticket.number(), score);
    return new Triage(ticket.number(), score, urgency(score, settings.limit()));
  }

  private static Urgency urgency(int score, int limit) {
    if (score > limit) {
      return Urgency.HIGH;
    }
    return score == 0 ? Urgency.LOW : Urgency.NORMAL;
  }
}
