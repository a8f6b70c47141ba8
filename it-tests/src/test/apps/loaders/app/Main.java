package app;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import java.util.List;
import javax.shape.Point;

/** The application inside: tells which Weft it has met, and makes remote calls. */
public final class Main {

  @Remote
  static int sum(List<Point> points) {
    return points.stream().mapToInt(point -> point.x() * point.y()).sum();
  }

  @Remote
  static class Counter {

    private int count;

    int add(int by) {
      return count += by;
    }
  }

  private Main() {}

  public static void main(String[] args) {
    List<Point> points = List.of(new Point(1, 2), new Point(3, 4));
    Counter counter = new Counter();
    counter.add(sum(points));
    ObjectRef<Integer> sent = Weft.remote(() -> counter.add(100));
    System.out.println("sum " + sent.get());
    System.out.println(
        (Weft.class.getClassLoader() == null ? "the agent's Weft" : "a Weft of its own")
            + ", "
            + Weft.context().mode());
  }
}
