package tap;

import dev.weft.Remote;
import dev.weft.Weft;
import dev.weft.error.ObjectLostException;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a stream whose member is killed meanwhile. */
public final class Main {

  private Main() {}

  @Remote(retries = 0)
  static Stream<Integer> drops(int count) {
    return IntStream.range(0, Integer.MAX_VALUE)
        .map(
            i -> {
              if (i == count) {
                System.out.println("the tap is dry");
                await();
              }
              return i;
            })
        .boxed();
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      System.out.println("the tap was closed");
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) {
    Weft.init();
    Iterator<Integer> drops = drops(1_000).iterator();
    int last = -1;
    try {
      while (true) {
        last = drops.next();
        if (last == 999) {
          System.out.println("all drops");
        }
      }
    } catch (ObjectLostException e) {
      System.out.println(last + ": " + e.getMessage());
    }
  }
}
