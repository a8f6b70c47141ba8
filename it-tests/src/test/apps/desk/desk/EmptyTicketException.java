package desk;

class EmptyTicketException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EmptyTicketException(Ticket ticket) {
    super("ticket " + ticket.number() + " has no words");
  }
}
