package shop;

import dev.weft.ObjectRef;
import dev.weft.WaitResult;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shop.Order.Line;
import shop.Order.Product;

/** Prices orders: an ordinary program, but for the annotations and the verbs. */
public final class Main {

  private static final List<String> CUSTOMERS = List.of("Ada", "Grace", "Edsger");

  private Main() {}

  public static void main(String[] args) throws Exception {
    ObjectRef<Catalog> catalog = Weft.put(new Catalog(Map.of("Ada", 10, "Grace", 5)));
    List<Quote> quotes = quotes(catalog);
    quotes.subList(0, 3).forEach(System.out::println);

    Tracker tracker = track(quotes);
    System.out.println(tracker.report());
    System.out.println("Edsger owes " + tracker.owed("Edsger"));
    System.out.println("in all " + Pricing.sum(quotes));
    System.out.println("tree of calls " + tree(quotes).get());
    failures(tracker, catalog);
    inTheOrderGiven();
  }

  private static List<Quote> quotes(ObjectRef<Catalog> catalog) {
    List<ObjectRef<Quote>> pending = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      Order order = order(number);
      pending.add(Weft.remote(() -> Pricing.price(order, catalog.get())));
    }
    return Weft.get(pending);
  }

  private static Tracker track(List<Quote> quotes) {
    Tracker tracker = new Tracker("the shop");
    List<ObjectRef<Void>> added = new ArrayList<>();
    for (Quote quote : quotes) {
      added.add(Weft.remote(() -> tracker.add(quote)));
    }
    while (!added.isEmpty()) {
      WaitResult<Void> result = Weft.wait(added, 1, Duration.ofSeconds(30));
      result.ready().forEach(ObjectRef::get);
      added = new ArrayList<>(result.pending());
    }
    return tracker;
  }

  private static ObjectRef<Long> tree(List<Quote> quotes) {
    List<ObjectRef<Long>> level = new ArrayList<>();
    for (Quote quote : quotes) {
      level.add(Weft.put(quote.cents()));
    }
    while (level.size() > 1) {
      List<ObjectRef<Long>> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        ObjectRef<Long> left = level.get(i);
        ObjectRef<Long> right = level.get(i + 1);
        next.add(Weft.remote(() -> Pricing.add(left.get(), right.get())));
      }
      if (level.size() % 2 == 1) {
        next.add(level.get(level.size() - 1));
      }
      level = next;
    }
    return level.get(0);
  }

  private static void failures(Tracker tracker, ObjectRef<Catalog> catalog) {
    Order empty = new Order(77, "Ada", List.of());
    try {
      System.out.println("an empty order has a price: " + Pricing.price(empty, catalog.get()));
    } catch (EmptyOrderException e) {
      System.out.println("refused at the call: " + e.getMessage() + ", number " + e.number());
    }
    ObjectRef<Quote> refused = Weft.remote(() -> Pricing.price(empty, catalog.get()));
    try {
      refused.get();
      System.out.println("an empty order has a price");
    } catch (Exception e) {
      System.out.println("refused at the get: " + e);
    }
    try {
      System.out.println("Alan owes " + tracker.owed("Alan"));
    } catch (IllegalArgumentException e) {
      System.out.println("from the actor: " + e.getMessage());
    }
  }

  private static void inTheOrderGiven() {
    List<ObjectRef<Long>> sums = new ArrayList<>();
    for (long i = 0; i < 5; i++) {
      long number = i;
      sums.add(Weft.remote(() -> Pricing.add(number, number * number)));
    }
    WaitResult<Long> all = Weft.wait(sums, sums.size(), Duration.ofSeconds(30));
    System.out.println("sums " + Weft.get(all.ready()) + ", pending " + all.pending());
    System.out.println("one by one " + Weft.asCompleted(sums).mapToLong(ObjectRef::get).sum());
  }

  private static Order order(int number) {
    List<Line> lines = new ArrayList<>();
    for (Product product : Product.values()) {
      int count = number * (product.ordinal() + 3) % 7;
      if (count > 0 || product == Product.BREAD) {
        lines.add(new Line(product, count + 1));
      }
    }
    return new Order(number, CUSTOMERS.get(number % CUSTOMERS.size()), lines);
  }
}
