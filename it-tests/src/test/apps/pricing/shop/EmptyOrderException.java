package shop;

/** An order without lines has no price. */
class EmptyOrderException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int number;

  EmptyOrderException(int number) {
    super("order " + number + " is empty");
    this.number = number;
  }

  int number() {
    return number;
  }
}
