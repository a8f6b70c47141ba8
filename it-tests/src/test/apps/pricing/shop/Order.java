package shop;

import java.util.List;

/** What a customer wants. */
record Order(int number, String customer, List<Line> lines) {

  record Line(Product product, int count) {}

  enum Product {
    APPLE(30),
    BREAD(250),
    CHEESE(700);

    final int cents;

    Product(int cents) {
      this.cents = cents;
    }
  }
}
