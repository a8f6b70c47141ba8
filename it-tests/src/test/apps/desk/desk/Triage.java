package desk;

/** How much a ticket matters. */
record Triage(int number, int score, Urgency urgency) {}
