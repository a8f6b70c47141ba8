package dev.weft.examples.actors;

import dev.weft.Durability;
import dev.weft.ReadOnly;
import dev.weft.Remote;
import dev.weft.Restored;
import dev.weft.Weft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Moves money between accounts, and counts what happens. */
public final class Actors {

  private Actors() {}

  @Remote
  static class Stats {
    private final Map<String, Integer> counts = new TreeMap<>();
    private transient Map<String, String> labels = new HashMap<>();

    void count(String what) {
      counts.merge(what, 1, Integer::sum);
    }

    @ReadOnly
    String text() {
      return counts.toString();
    }

    @ReadOnly
    String label(String what) {
      return labels.computeIfAbsent(what, key -> key + ": " + counts.getOrDefault(key, 0));
    }

    @Restored
    void makeLabels() {
      labels = new HashMap<>();
    }
  }

  @Remote(keyed = true)
  static class Account {
    private final String owner;
    private long balance;

    Account(String owner) {
      this.owner = owner;
    }

    void pay(long amount) {
      balance += amount;
    }

    @ReadOnly
    long balance() {
      return balance;
    }

    long close() {
      Weft.exitActor();
      return balance;
    }

    @Override
    public String toString() {
      return "account of " + owner;
    }
  }

  @Remote(
      durability = Durability.NONE,
      maxRestarts = -1,
      concurrency = 4,
      concurrencyGroups = "io=2",
      maxPendingCalls = 1000)
  static class Renderer {
    private final String style;

    Renderer(String style) {
      this.style = style;
    }

    String render(String text) {
      return "<" + style + ">" + text + "</" + style + ">";
    }

    @Remote(concurrencyGroup = "io", timeoutMillis = 5000)
    List<String> load(String page) {
      return List.of(page, style);
    }
  }

  static String named() {
    Stats stats = Weft.options().name("stats").actor(() -> new Stats());
    stats.count("visits");
    Weft.actor(Stats.class, "stats").count("visits");
    return stats.text();
  }

  static long keyed() {
    Account alice = Weft.actor(Account.class, "alice");
    alice.pay(100);
    return Weft.actor(Account.class, "alice").balance();
  }

  static long closed() {
    Account bob = Weft.actor(Account.class, "bob");
    bob.pay(5);
    return bob.close();
  }

  static String rendered() {
    Renderer renderer = Weft.options().maxRestarts(3).actor(() -> new Renderer("b"));
    Weft.kill(renderer, true);
    return renderer.render("x") + renderer.load("y");
  }

  static String shared() {
    Stats stats = Weft.options().name("visits").namespace("shop").actor(() -> new Stats());
    stats.count("buyers");
    return Weft.actor(Stats.class, "visits", "shop").label("buyers");
  }

  static List<String> detached() {
    Stats total =
        Weft.options().name("total").namespace("shop").detached().actor(() -> new Stats());
    List<String> names = listed();
    Weft.kill(total);
    return names;
  }

  static List<String> listed() {
    return Weft.actors("shop").stream().map(actor -> actor.name()).toList();
  }

  static List<String> all() {
    return List.of(
        named(),
        String.valueOf(keyed()),
        String.valueOf(closed()),
        rendered(),
        shared(),
        String.valueOf(listed()),
        String.valueOf(detached()));
  }

  /** Prints what each comes to. */
  public static void main(String[] args) {
    all().forEach(System.out::println);
  }
}
