package mistakes;

/** A checked exception with a field. */
class LockedException extends Exception {

  private static final long serialVersionUID = 1L;

  final String owner;

  LockedException(String owner) {
    super("the account of " + owner + " is locked");
    this.owner = owner;
  }
}
