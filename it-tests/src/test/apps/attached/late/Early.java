package late;

import dev.weft.Remote;

/** Has a task, and is loaded early. */
final class Early {

  private Early() {}

  static String load() {
    return "early";
  }

  @Remote
  static String where() {
    return Main.thread();
  }
}
