package quotes;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;

/** An ordinary class, some of whose methods are tasks. */
class Quote {

  private final String item;

  Quote(String item) {
    this.item = item;
  }

  @Remote
  String describe(int count) {
    return count + " " + item + Where.amI();
  }

  @Remote
  CompletableFuture<String> later() {
    return CompletableFuture.supplyAsync(() -> item + Where.amI());
  }

  @Remote
  ObjectRef<String> elsewhere() {
    return Weft.remote(() -> describe(7));
  }
}
