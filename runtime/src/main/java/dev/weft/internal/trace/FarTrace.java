package dev.weft.internal.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a member sends of the stacks of a failure: the program's frames, then a line that names the
 * member. The exceptions themselves stay as they are: the program here may throw them again.
 */
public final class FarTrace {

  private final StackTraceElement member;

  private FarTrace(StackTraceElement member) {
    this.member = member;
  }

  /** That of the member at an address. */
  public static FarTrace of(String host, int port) {
    return new FarTrace(Marks.member(Objects.requireNonNull(host, "host"), port));
  }

  /** The stacks to send of a failure and of all that it holds. */
  public Function<Throwable, StackTraceElement[]> of(Throwable failure) {
    return thrown -> frames(thrown, failure);
  }

  /** Whether these are as many frames as are ever sent, already. */
  static boolean isFull(StackTraceElement[] stack) {
    return stack.length == Frames.MAX && Marks.isMember(stack[Frames.MAX - 1]);
  }

  private StackTraceElement[] frames(Throwable thrown, Throwable failure) {
    StackTraceElement[] stack = thrown.getStackTrace();
    if (isFull(stack)) {
      return stack;
    }
    Frames frames = Traces.shown(thrown);
    List<StackTraceElement> list = new ArrayList<>(frames.list());
    if (frames.isCut()
        || (thrown == failure ? !isFromElsewhere(list) : isOfSameRun(list, failure))) {
      if (list.size() >= Frames.MAX) {
        list.subList(Frames.MAX - 1, list.size()).clear();
      }
      list.add(member);
    }
    return list.toArray(new StackTraceElement[0]);
  }

  /** Whether it only passed by here: an input of the call had failed with it. */
  private static boolean isFromElsewhere(List<StackTraceElement> list) {
    return !list.isEmpty() && Marks.isMember(list.get(list.size() - 1));
  }

  /**
   * Whether a cause was awaited in the run in which the failure was thrown: their stacks end in the
   * method that the run began with.
   */
  private static boolean isOfSameRun(List<StackTraceElement> list, Throwable failure) {
    List<StackTraceElement> whole = Traces.shown(failure).list();
    return !list.isEmpty()
        && !whole.isEmpty()
        && !isFromElsewhere(list)
        && Frames.isSameMethod(list.get(list.size() - 1), whole.get(whole.size() - 1));
  }
}
