package desk;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/** What happens once the application is up, until it closes. */
@Component
class Day implements CommandLineRunner, ExitCodeGenerator {

  private static final Logger log = LoggerFactory.getLogger(Day.class);
  private static final List<String> WORDS = List.of("Outage", "invoice", "question", "greeting");

  private final TriageService service;
  private final Board board;
  private final int exitCode;

  Day(TriageService service, Board board, @Value("${desk.exit-code:0}") int exitCode) {
    this.service = service;
    this.board = board;
    this.exitCode = exitCode;
  }

  @Override
  public void run(String... arguments) {
    log.info("the day begins with {}", String.join(" ", arguments));
    List<Triage> triages = service.all(tickets());
    triages.subList(0, 4).forEach(System.out::println);
    System.out.println(service.share(triages));
    System.out.println(board.open());
    System.out.println(service.one(new Ticket(100, List.of("invoice", "outage"))));
    try {
      service.one(new Ticket(101, List.of()));
    } catch (EmptyTicketException e) {
      System.out.println("refused: " + e.getMessage());
    }
    log.warn("the day ends");
  }

  private static List<Ticket> tickets() {
    List<Ticket> tickets = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i <= number % 3; i++) {
        words.add(WORDS.get((number + 2 * i) % WORDS.size()));
      }
      tickets.add(new Ticket(number, words));
    }
    return tickets;
  }

  @PreDestroy
  void close() {
    System.out.println("closing the " + board.describe());
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }
}
