package quotes;

import dev.weft.Weft;

/** Tells on which kind of process code runs. */
class Where {

  private Where() {}

  static String amI() {
    return " on a " + Weft.context().mode();
  }
}
