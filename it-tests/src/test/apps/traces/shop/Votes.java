package shop;

import dev.weft.Remote;

/** An actor that fails. */
@Remote
class Votes {

  private final int limit;

  Votes(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit");
    }
    this.limit = limit;
  }

  void cast(int choice) {
    if (choice > limit) {
      throw new IllegalArgumentException("choice");
    }
  }
}
