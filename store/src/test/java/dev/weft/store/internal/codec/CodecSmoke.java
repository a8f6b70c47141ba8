package dev.weft.store.internal.codec;

import com.example.shop.Failures;
import com.example.shop.Order;
import com.example.shop.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Round trips of everything, in a JVM of its own: {@code Jdk25Test} starts it. */
public final class CodecSmoke {

  private CodecSmoke() {}

  public static void main(String[] args) throws Exception {
    List<Object> samples = new ArrayList<>(JdkSamples.all().toList());
    for (Object sample : samples) {
      require(
          sample, JdkSamples.comparable(Codecs.roundTrip(sample)), JdkSamples.comparable(sample));
    }
    Order order = new Order("o", new Order.Customer("c"));
    require(order, Codecs.roundTrip(order).customer().everything(), order.customer().everything());
    Random random = new Random(1);
    require(random, Codecs.roundTrip(random).nextLong(), random.nextLong());
    Shapes.Bag bag = new Shapes.Bag("b");
    bag.add("a", 1);
    require(bag, Codecs.roundTrip(bag), bag);
    require("anonymous", Codecs.roundTrip(Shapes.anonymous("a")).greet("b"), "a, b");
    Throwable failure =
        Codecs.roundTrip(Codecs.create(), new Failures.OutOfStock("m", List.of("x"), 3));
    require("failure", failure.getMessage(), "m [x] (3)");
    require(
        "failure",
        Codecs.roundTrip(Codecs.create(), new java.io.IOException("i")).getMessage(),
        "i");
    System.out.println(samples.size() + " samples on Java " + Runtime.version().feature());
  }

  private static void require(Object what, Object copy, Object original) {
    boolean same =
        copy != null && copy.getClass().isArray()
            ? java.util.Arrays.deepEquals(new Object[] {copy}, new Object[] {original})
            : java.util.Objects.equals(copy, original);
    if (!same) {
      throw new AssertionError(what + ": " + original + " became " + copy);
    }
  }
}
