package late;

import dev.weft.Remote;

/** Has a task, and is loaded when it is first used. */
final class Late {

  private Late() {}

  @Remote
  static String where() {
    return Main.thread();
  }

  static String callsEarly() {
    return Early.where();
  }
}
