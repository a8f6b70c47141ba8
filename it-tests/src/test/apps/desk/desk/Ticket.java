package desk;

import java.util.List;

/** What somebody wrote in. */
record Ticket(int number, List<String> words) {}
