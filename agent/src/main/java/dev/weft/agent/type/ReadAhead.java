package dev.weft.agent.type;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the classes that the application will probably load next, in a thread of its own while
 * the application starts: those that are used by classes which have been looked at. When one is
 * loaded, what it uses is mostly known then.
 *
 * <p>It changes no answer, only who finds it. It does not run far ahead of what is loaded, and ends
 * when nothing has been loaded for a while.
 */
final class ReadAhead implements Runnable {

  /** How many classes it looks at for each that is loaded, and before the first. */
  private static final int FOR_EACH = 1;

  private static final int FOR_THE_START = 500;
  private static final int CAPACITY = 1 << 13;
  private static final long IDLE_SECONDS = 3;

  private final Families families;
  private final BlockingQueue<List<String>> wanted = new ArrayBlockingQueue<>(CAPACITY);
  private final Semaphore permits = new Semaphore(FOR_THE_START);

  ReadAhead(Families families) {
    this.families = families;
  }

  void start() {
    Thread thread = new Thread(null, this, "weft-read-ahead", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ReadAhead.class.getClassLoader());
    thread.start();
  }

  /** Called for each class that is loaded. */
  void loaded() {
    permits.release(FOR_EACH);
  }

  /** Takes names of classes; drops them when there are too many. */
  void add(List<String> names) {
    wanted.offer(names);
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // of no consequence
  public void run() {
    try {
      List<String> names = wanted.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      while (names != null && lookAt(names)) {
        names = wanted.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (Throwable e) {
      // Whoever needs the classes looks at them, then, and learns why that fails.
    } finally {
      families.endAhead();
    }
  }

  /** Returns false when nothing is loaded any more. */
  private boolean lookAt(List<String> names) throws InterruptedException {
    for (String name : names) {
      if (families.isUnknown(name)) {
        if (!permits.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS)) {
          return false;
        }
        families.mention(name);
      }
    }
    return true;
  }
}
