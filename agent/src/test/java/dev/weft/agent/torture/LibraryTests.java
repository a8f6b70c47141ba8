package dev.weft.agent.torture;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A library's own tests, run by JUnit. */
final class LibraryTests implements TestExecutionListener {

  static final String PASSED = "passed";

  /** For a test that does not come back. */
  private static final String DEADLINE = "10 m";

  private static final int SHOWN_FRAMES = 20;

  private final Map<String, String> endings = new ConcurrentHashMap<>();
  private final Map<String, Long> starts = new ConcurrentHashMap<>();
  private final Map<String, Long> millis = new ConcurrentHashMap<>();

  private LibraryTests() {}

  /**
   * Runs tests with the classes of a library.
   *
   * @param library with its tests among its classes
   * @param isWanted which classes of tests are run, by binary name
   */
  static LibraryTests run(Library library, Predicate<String> isWanted) {
    ClassLoader loader = library.loader();
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String name : library.classes().keySet()) {
      if (name.endsWith("Test") && isWanted.test(name) && isRunnable(name, loader)) {
        selectors.add(selectClass(loader, name));
      }
    }
    LibraryTests results = new LibraryTests();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      LauncherConfig config =
          LauncherConfig.builder()
              .enableTestExecutionListenerAutoRegistration(false)
              .enableLauncherSessionListenerAutoRegistration(false)
              .enableLauncherDiscoveryListenerAutoRegistration(false)
              .enablePostDiscoveryFilterAutoRegistration(false)
              .build();
      LauncherFactory.create(config)
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectors)
                  .configurationParameter("junit.jupiter.execution.timeout.default", DEADLINE)
                  .build(),
              results);
    } finally {
      thread.setContextClassLoader(before);
    }
    return results;
  }

  /** A library's tests need not be complete. */
  private static boolean isRunnable(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      type.getDeclaredMethods();
      return !Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return false;
    }
  }

  /** How each test and container ended, by its id: {@value #PASSED}, or why not. */
  Map<String, String> endings() {
    return new TreeMap<>(endings);
  }

  long passed() {
    return endings.values().stream().filter(PASSED::equals).count();
  }

  /** The classes that took longest. */
  List<String> slowest(int count) {
    return millis.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(count)
        .map(entry -> entry.getKey() + " " + entry.getValue() + " ms")
        .toList();
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    starts.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String id = test.getUniqueId();
    if (id.matches("[^/]*/\\[class:[^/]*]")) {
      millis.put(
          id.substring(id.lastIndexOf('.') + 1, id.length() - 1),
          (System.nanoTime() - starts.get(id)) / 1_000_000);
    }
    endings.put(
        id,
        switch (result.getStatus()) {
          case SUCCESSFUL -> PASSED;
          case ABORTED -> "aborted";
          case FAILED -> result.getThrowable().map(LibraryTests::shown).orElse("failed");
        });
  }

  private static String shown(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    StackTraceElement[] frames = failure.getStackTrace();
    for (int i = 0; i < Math.min(SHOWN_FRAMES, frames.length); i++) {
      text.append("\n    at ").append(frames[i]);
    }
    return text.toString();
  }
}
