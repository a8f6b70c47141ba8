package dev.weft.cluster.internal.benchmark;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.cluster.internal.benchmark.work.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a task that waits to run costs its submitter's heap, its ref included. In an embedded node
 * this is also what it costs there.
 *
 * <p>All slots are taken meanwhile. Should the engine hold back the submitter before all tasks are
 * queued, those that are count.
 */
final class QueuedHeap {

  private static final int COLLECTIONS = 3;
  private static final int STALL_POLLS = 20;
  private static final long POLL_MILLIS = 100;

  private final int slots;
  private final int tasks;
  private final AtomicInteger queued = new AtomicInteger();

  /** The submitter's, and read when that has ended. */
  private final List<ObjectRef<byte[]>> refs = new ArrayList<>();

  QueuedHeap(int slots, int tasks) {
    this.slots = slots;
    this.tasks = tasks;
  }

  double bytesPerTask() throws InterruptedException {
    List<ObjectRef<Void>> blockers = Refs.call(slots, Tasks::blockRemote);
    long before = usedBytes();
    Thread submitter = new Thread(this::submit, "weft-benchmark-submit");
    submitter.setDaemon(true);
    submitter.start();
    awaitEndOrStall(submitter);
    double bytes = (double) (usedBytes() - before) / queued.get();
    blockers.forEach(Weft::cancel);
    submitter.join();
    Sink.take(Weft.get(refs)); // not before: who waits for a task may run it
    return bytes;
  }

  private void submit() {
    for (int i = 0; i < tasks; i++) {
      refs.add(Tasks.smallRemote());
      queued.incrementAndGet();
    }
  }

  private void awaitEndOrStall(Thread submitter) throws InterruptedException {
    int last = -1;
    for (int idle = 0; idle < STALL_POLLS && queued.get() < tasks; ) {
      submitter.join(POLL_MILLIS);
      int now = queued.get();
      idle = now == last ? idle + 1 : 0;
      last = now;
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
