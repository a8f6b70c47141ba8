package dev.weft.internal.trace;

import dev.weft.spi.SlotLease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Completes the trace of a failure in the thread that waited for it:
 *
 * <pre>
 *   at shop.Prices.of(Prices.java:41)             where it was thrown
 *   at ---- weft.member (10.0.0.7:5701)
 *   at shop.Orders.total(Orders.java:12)          the call, if the value was not awaited on its line
 *   at ---- weft.awaited (thread main)
 *   at shop.Orders.print(Orders.java:30)          where the value was awaited, and its callers
 *   at shop.Main.main(Main.java:7)
 * </pre>
 *
 * <p>A failure of Weft's own, which has no frames of the program, begins with the wait. Causes that
 * were thrown below the same call get the same end, so that a printed trace abbreviates it.
 */
public final class Arrival {

  private final Throwable failure;
  private final @Nullable StackTraceElement site;
  private final List<StackTraceElement> here = Traces.here().list();
  private final List<StackTraceElement> far;
  private final List<StackTraceElement> tail;

  private Arrival(Throwable failure, @Nullable StackTraceElement site) {
    this.failure = failure;
    this.site = site;
    Frames frames = Traces.shown(failure);
    boolean isWhole = !frames.isCut() && endsHere(frames.list());
    boolean isOfEngine =
        Frames.isOfWeft(failure.getClass().getName())
            && !frames.isCut()
            && !endsWithMember(frames.list())
            && !(isWhole && frames.list().size() > here.size());
    far = isOfEngine ? List.of() : frames.list();
    tail = isWhole && !isOfEngine ? List.of() : tail();
  }

  /**
   * Completes a failure that this thread is about to throw.
   *
   * @param site where the call was made, if that is known
   * @return whether it now shows who waited; if not, it can be done again
   */
  @SuppressWarnings("CatchingUnchecked") // the exception's own methods may do anything
  public static boolean complete(Throwable failure, @Nullable StackTraceElement site) {
    try {
      return isCutAtTheNextCall(failure) || new Arrival(failure, site).complete();
    } catch (RuntimeException | Error e) {
      return true; // it is thrown as it is
    }
  }

  /**
   * A failure that passes through more calls than a stack shows: what this one would add is cut off
   * where it goes on to, and to gather it at every call would take as long as the stack is deep.
   */
  private static boolean isCutAtTheNextCall(Throwable failure) {
    return SlotLease.current() != null && FarTrace.isFull(failure.getStackTrace());
  }

  private boolean complete() {
    for (Throwable thrown : Traces.tree(failure)) {
      List<StackTraceElement> list = new ArrayList<>();
      if (thrown == failure) {
        list.addAll(far);
        list.addAll(tail);
      } else {
        Frames frames = Traces.shown(thrown);
        list.addAll(frames.list());
        if (frames.isCut() || isOfSameCall(frames.list())) {
          list.addAll(tail);
        }
      }
      if (list.size() > 2 * Frames.MAX) {
        list.subList(2 * Frames.MAX, list.size()).clear();
      }
      thrown.setStackTrace(list.toArray(new StackTraceElement[0]));
    }
    return !here.isEmpty();
  }

  /** Whether a call ran in this thread, on top of those who wait: its trace is whole then. */
  private boolean endsHere(List<StackTraceElement> list) {
    int above = list.size() - here.size();
    return above >= 0
        && !here.isEmpty()
        && Frames.isSameMethod(list.get(above), here.get(0))
        && list.subList(above + 1, list.size()).equals(here.subList(1, here.size()));
  }

  private List<StackTraceElement> tail() {
    StackTraceElement call = site;
    if (call != null && (isShown(call, far) || isShown(call, first(here)))) {
      call = null;
    }
    List<StackTraceElement> frames = new ArrayList<>();
    if (far.isEmpty()) {
      frames.addAll(here);
      if (call != null) {
        frames.add(Marks.called());
        frames.add(call);
      }
      return frames;
    }
    if (call != null) {
      frames.add(call);
    }
    if (!here.isEmpty()) {
      if (call != null || !endsWithMember(far)) {
        frames.add(Marks.awaited());
      }
      frames.addAll(here);
    }
    return frames;
  }

  private static boolean isShown(StackTraceElement call, List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      if (frame.equals(call) || Frames.isSameLine(frame, call)) {
        return true;
      }
    }
    return false;
  }

  private static List<StackTraceElement> first(List<StackTraceElement> frames) {
    return frames.subList(0, Math.min(1, frames.size()));
  }

  private boolean isOfSameCall(List<StackTraceElement> list) {
    return endsWithMember(list)
        && endsWithMember(far)
        && list.get(list.size() - 1).equals(far.get(far.size() - 1));
  }

  private static boolean endsWithMember(List<StackTraceElement> list) {
    return !list.isEmpty() && Marks.isMember(list.get(list.size() - 1));
  }
}
