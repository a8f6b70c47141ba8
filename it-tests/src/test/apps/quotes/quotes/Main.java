package quotes;

import dev.weft.ObjectRef;
import dev.weft.error.NotSerializableValueException;
import java.util.concurrent.CompletableFuture;

/** Calls methods of objects that go along by value. */
public class Main {

  private Main() {}

  public static void main(String[] args) throws Exception {
    Quote quote = new Quote("pears");
    System.out.println(quote.describe(2));
    CompletableFuture<String> later = quote.later();
    ObjectRef<String> elsewhere = quote.elsewhere();
    System.out.println(later.get());
    System.out.println(elsewhere.get());
    Rule<String> rule = new Doubling("!");
    System.out.println(rule.apply("a"));
    System.out.println(new Doubling("?").apply("b"));
    Rule<String> tally = new Tally();
    System.out.println(tally.apply("c") + ", " + tally.apply("d"));
    System.out.println(new Legacy(3).price(4));
    System.out.println(Legacy.name(" old "));
    Rule<String> lambda = value -> value + rule;
    try {
      System.out.println(lambda.apply("e"));
    } catch (NotSerializableValueException e) {
      System.out.println(e.getMessage());
    }
  }
}
