package shop;

import dev.weft.Remote;
import java.util.List;

/** The tasks. */
final class Pricing {

  private Pricing() {}

  @Remote
  static Quote price(Order order, Catalog catalog) throws EmptyOrderException {
    if (order.lines().isEmpty()) {
      throw new EmptyOrderException(order.number());
    }
    long cents = 0;
    for (Order.Line line : order.lines()) {
      cents += (long) line.product().cents * line.count();
    }
    int discount = catalog.discounts().getOrDefault(order.customer(), 0);
    return new Quote(order.number(), order.customer(), cents * (100 - discount) / 100);
  }

  @Remote
  static long sum(List<Quote> quotes) {
    return quotes.stream().mapToLong(Quote::cents).sum();
  }

  @Remote(name = "add")
  static long add(long a, long b) {
    return a + b;
  }
}
