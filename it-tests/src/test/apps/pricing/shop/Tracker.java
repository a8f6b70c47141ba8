package shop;

import dev.weft.Remote;
import java.util.Map;
import java.util.TreeMap;

/** The actor: remembers what each customer owes. */
@Remote
class Tracker {

  private final String shop;
  private final Map<String, Long> owed = new TreeMap<>();
  private int seen;

  Tracker(String shop) {
    this.shop = shop;
  }

  void add(Quote quote) {
    owed.merge(quote.customer(), quote.cents(), Long::sum);
    seen++;
  }

  String report() {
    return shop + " has seen " + seen + " quotes: " + owed;
  }

  long owed(String customer) {
    Long cents = owed.get(customer);
    if (cents == null) {
      throw new IllegalArgumentException(customer + " owes nothing to " + shop);
    }
    return cents;
  }
}
