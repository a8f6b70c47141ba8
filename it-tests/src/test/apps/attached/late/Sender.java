package late;

import dev.weft.Weft;

/** Has a remote lambda, and is loaded early. */
final class Sender {

  private Sender() {}

  static String load() {
    return ", sender";
  }

  static String send() {
    return Weft.remote(() -> Late.where()).get();
  }
}
