package late;

import dev.weft.Remote;

/** An actor class that is loaded early. */
@Remote
class EarlyActor {

  static String load() {
    return ", actor";
  }

  String where() {
    return Main.thread();
  }
}
