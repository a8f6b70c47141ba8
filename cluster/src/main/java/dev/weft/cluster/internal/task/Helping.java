package dev.weft.cluster.internal.task;

import dev.weft.bridge.ConvertedRef;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.spi.PromiseRef;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A walk, in the thread of a worker that is about to wait for a task, to the tasks that have to run
 * before it: those run first on which others depend, so that each is ready when its turn comes. It
 * takes no stack, however long the chain of inputs, and looks at each task once.
 */
final class Helping {

  /** How many inputs are looked at; beyond that, waiting is cheaper. */
  private static final int MAX_LOOKS = 1 << 17;

  private final Predicate<PendingTask> mayRun;
  private final Consumer<PendingTask> run;
  private final Deque<Step> path = new ArrayDeque<>();
  private final Set<PendingTask> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param mayRun whether a task that is ready may be run here
   * @param run runs it, unless it has begun elsewhere
   */
  Helping(Predicate<PendingTask> mayRun, Consumer<PendingTask> run) {
    this.mayRun = mayRun;
    this.run = run;
  }

  /** Goes as far as the thread is not interrupted. */
  void towards(PendingTask target) {
    enter(target);
    for (int looks = 0; !path.isEmpty() && looks < MAX_LOOKS; looks++) {
      Step step = path.element();
      if (!step.task.isWaiting()) {
        path.remove();
        if (mayRun.test(step.task)) {
          run.accept(step.task);
        }
      } else if (step.inputs.hasNext()) {
        look(step.inputs.next());
      } else {
        path.remove(); // an input of it is under way elsewhere
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private void look(PromiseRef<?> ref) {
    PromiseRef<?> call = (PromiseRef<?>) ConvertedRef.origin(ref);
    if (call.isDone()) {
      return;
    }
    if (call instanceof ClusterRef<?> known && known.origin() instanceof PendingTask task) {
      enter(task);
    } else {
      call.help();
    }
  }

  private void enter(PendingTask task) {
    if (seen.add(task)) {
      Inputs inputs = task.inputs();
      path.push(
          new Step(task, inputs == null ? List.<PromiseRef<?>>of().iterator() : inputs.refs()));
    }
  }

  /**
   * A task on the way.
   *
   * @param inputs those that were not looked at yet
   */
  private record Step(PendingTask task, Iterator<PromiseRef<?>> inputs) {}
}
