package quotes;

import dev.weft.Remote;

/** A rule that is an actor. */
@Remote
class Tally implements Rule<String> {

  private int calls;

  @Override
  public String apply(String value) {
    calls++;
    return value + calls + Where.amI();
  }
}
