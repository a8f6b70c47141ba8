package dev.weft.agent.torture;

import dev.weft.agent.weave.Weaver;
import dev.weft.agent.weave.WovenClass;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the weaver made of a library, and how long it took.
 *
 * @param library its classes, woven
 * @param failures the classes at which the weaver threw, and what
 * @param woven nanoseconds of CPU for each class that was changed
 * @param unchanged nanoseconds of CPU for each class that was not
 * @param leftOut what the weaver says of classes that it did not change, but should have
 * @param actors how many actors there are among its classes
 * @param growth the size of the changed classes, woven by unwoven
 */
record WovenLibrary(
    Library library,
    Map<String, Throwable> failures,
    List<Long> woven,
    List<Long> unchanged,
    List<String> leftOut,
    int actors,
    double growth) {

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  static WovenLibrary of(Library remote) {
    return of(remote, name -> true);
  }

  /**
   * Weaves some of the classes.
   *
   * @param isWanted by binary name
   */
  static WovenLibrary of(Library remote, Predicate<String> isWanted) {
    Map<String, byte[]> classes = new TreeMap<>(remote.classes());
    Map<String, Throwable> failures = new LinkedHashMap<>();
    List<Long> woven = new ArrayList<>();
    List<Long> unchanged = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    int actors = 0;
    long before = 1;
    long after = 1;
    Weaver weaver = new Weaver(remote.locator());
    for (Map.Entry<String, byte[]> entry : remote.classes().entrySet()) {
      if (!isWanted.test(entry.getKey())) {
        continue;
      }
      long start = CPU.getCurrentThreadCpuTime(); // the machine may be busy with other things
      WovenClass result;
      try {
        result = weaver.weave(entry.getValue());
      } catch (RuntimeException | Error e) {
        failures.put(entry.getKey(), e);
        continue;
      }
      long time = CPU.getCurrentThreadCpuTime() - start;
      byte[] bytes = result.bytes();
      if (bytes == null) {
        unchanged.add(time);
        result.messages().forEach(message -> leftOut.add(message.toString()));
      } else {
        woven.add(time);
        classes.put(entry.getKey(), bytes);
        before += entry.getValue().length;
        after += bytes.length;
      }
      actors += result.isActor() ? 1 : 0;
    }
    Library all = new Library(remote.name(), classes);
    return new WovenLibrary(
        all,
        failures,
        woven,
        unchanged,
        leftOut,
        actors,
        Math.round(100.0 * after / before) / 100.0);
  }

  /** The classes that the JVM refuses to link, with why. Nothing of the library is run. */
  static Map<String, String> linkErrors(Library library) {
    Map<String, String> errors = new LinkedHashMap<>();
    ClassLoader loader = library.loader();
    for (String name : library.classes().keySet()) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        type.getDeclaredMethods(); // links, and so verifies
      } catch (LinkageError | ClassNotFoundException e) {
        errors.put(name, e.toString());
      }
    }
    return errors;
  }

  /** The times, for people. */
  String figures() {
    return String.format(
        Locale.ROOT,
        "%d of %d classes woven, %d left out, x%.2f in size; %s ms each; others %s ms",
        woven.size(),
        woven.size() + unchanged.size(),
        leftOut.size(),
        growth,
        times(woven),
        times(unchanged));
  }

  private static String times(List<Long> nanos) {
    if (nanos.isEmpty()) {
      return "-";
    }
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    double sum = sorted.stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%.3f (median), %.3f (mean), %.1f (most)",
        sorted.get(sorted.size() / 2) / 1e6,
        sum / sorted.size() / 1e6,
        sorted.get(sorted.size() - 1) / 1e6);
  }
}
