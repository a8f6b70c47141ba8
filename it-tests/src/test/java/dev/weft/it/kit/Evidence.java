package dev.weft.it.kit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints what the processes of a failed test have written, and ends those that a test class forgot
 * to end. Shared members stay.
 */
public final class Evidence implements TestWatcher, AfterAllCallback {

  private static final List<JavaProcess> PROCESSES = new CopyOnWriteArrayList<>();

  static void add(JavaProcess process) {
    PROCESSES.add(process);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.err.println("==== " + context.getUniqueId() + " failed: " + cause);
    PROCESSES.forEach(process -> System.err.print(process.describe()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    for (JavaProcess process : PROCESSES) {
      if (!SharedCluster.holds(process)) {
        process.close();
        PROCESSES.remove(process);
      }
    }
  }
}
