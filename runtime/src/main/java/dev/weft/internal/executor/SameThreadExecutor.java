package dev.weft.internal.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The executor of code that is not woven: each task runs in the thread that submits it, before
 * {@code submit} returns. {@code running} and {@code isShutdown} are guarded by this.
 */
public final class SameThreadExecutor extends AbstractExecutorService {

  private final List<Thread> running = new ArrayList<>();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private boolean isShutdown;

  @Override
  public void execute(Runnable command) {
    Objects.requireNonNull(command, "command");
    begin();
    try {
      command.run();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    if (isShutdown) {
      throw new RejectedExecutionException("This executor was shut down and takes no more tasks.");
    }
    running.add(Thread.currentThread());
  }

  private synchronized void end() {
    running.remove(Thread.currentThread());
    terminateIfDone();
  }

  private void terminateIfDone() {
    if (isShutdown && running.isEmpty()) {
      terminated.countDown();
    }
  }

  @Override
  public synchronized void shutdown() {
    isShutdown = true;
    terminateIfDone();
  }

  @Override
  public synchronized List<Runnable> shutdownNow() {
    shutdown();
    running.forEach(Thread::interrupt);
    return List.of();
  }

  @Override
  public synchronized boolean isShutdown() {
    return isShutdown;
  }

  @Override
  public boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return terminated.await(timeout, unit);
  }
}
