package faults;

import dev.weft.Weft;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/** The actors of this driver, which all its callers share; each one makes room for a new one. */
final class Actors {

  private final AtomicIntegerArray calls = new AtomicIntegerArray(Settings.ACTORS);
  private final Map<String, Object> handles = new ConcurrentHashMap<>();

  /** The number of an actor to call next: that of a place, and how often it was filled anew. */
  int next(int place) {
    int generation = calls.getAndIncrement(place) / Settings.CALLS_PER_ACTOR;
    return (generation * Settings.ACTORS + place) * 100 + Settings.DRIVER;
  }

  /** The number of an actor that has made room, or of one that is in use. */
  int former(Random random) {
    int place = random.nextInt(Settings.ACTORS);
    int generations = calls.get(place) / Settings.CALLS_PER_ACTOR + 1;
    return (random.nextInt(generations) * Settings.ACTORS + place) * 100 + Settings.DRIVER;
  }

  Ledger ledger(int number) {
    return find("ledger-" + number, () -> Actors.newLedger("ledger-" + number));
  }

  Register register(int number) {
    return find("register-" + number, () -> Actors.newRegister("register-" + number));
  }

  Counter counter(int number) {
    return find("counter-" + number, () -> Actors.newCounter("counter-" + number));
  }

  /** The names of all there have been. */
  Set<String> names() {
    return new TreeSet<>(handles.keySet());
  }

  @SuppressWarnings("unchecked")
  private <A> A find(String name, Supplier<A> creation) {
    Object known = handles.get(name);
    if (known == null) {
      known = creation.get();
      handles.put(name, known);
    }
    return (A) known;
  }

  private static Ledger newLedger(String name) {
    return Weft.options().name(name).actor(() -> new Ledger());
  }

  private static Register newRegister(String name) {
    return Weft.options().name(name).actor(() -> new Register());
  }

  private static Counter newCounter(String name) {
    return Weft.options().name(name).actor(() -> new Counter());
  }
}
