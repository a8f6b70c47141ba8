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
    return thrown -> frames(thrown, thrown == failure);
  }

  private StackTraceElement[] frames(Throwable thrown, boolean isFailure) {
    Frames frames = Traces.shown(thrown);
    List<StackTraceElement> list = new ArrayList<>(frames.list());
    boolean isFromElsewhere = !list.isEmpty() && Marks.isMember(list.get(list.size() - 1));
    if ((isFailure && !isFromElsewhere) || frames.isCut()) {
      if (list.size() >= Frames.MAX) {
        list.subList(Frames.MAX - 1, list.size()).clear();
      }
      list.add(member);
    }
    return list.toArray(new StackTraceElement[0]);
  }
}
