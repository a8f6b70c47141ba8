package crowd;

import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Written for any executor: nothing in it has to do with Weft. */
final class Old {

  private Old() {}

  static Future<String> serializable(ExecutorService pool) {
    String text = "old ";
    return pool.submit((Callable<String> & Serializable) () -> text + "code");
  }

  static Future<String> plain(ExecutorService pool) {
    return pool.submit(() -> "plain");
  }
}
