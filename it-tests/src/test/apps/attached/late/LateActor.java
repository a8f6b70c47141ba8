package late;

import dev.weft.Remote;

/** An actor class that is loaded when it is first used. */
@Remote
class LateActor {

  String where() {
    return Main.thread();
  }
}
