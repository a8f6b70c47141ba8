package dev.weft.internal.trace;

import dev.weft.error.WeftException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is shown of the stacks of this process. */
public final class Traces {

  private static final int MAX_THROWABLES = 100;

  private static volatile boolean isFull;

  private Traces() {}

  /** Shows all frames from now on, or the program's only. */
  public static void showAll(boolean all) {
    isFull = all;
  }

  /** Takes the machinery's frames out of what this thread is about to throw. */
  public static <E extends WeftException> E hide(E failure) {
    Frames frames = shown(failure);
    if (frames.hasProgram()) {
      set(failure, frames);
    }
    return failure;
  }

  /** Where a call site stands that is being linked in this thread; null if that is unknown. */
  public static @Nullable StackTraceElement site(Class<?> caller) {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().equals(caller.getName())) {
        return Frames.isWoven(frame) ? null : Frames.inItsMethod(frame);
      }
    }
    return null;
  }

  /**
   * The frames to show of a throwable. One that the machinery threw is shown whole, unless it is of
   * a class of Weft's, whose messages can be read without: it may be a fault of the machinery.
   */
  static Frames shown(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    if (isFull) {
      return Frames.all(stack);
    }
    Frames frames = Frames.ofProgram(stack);
    if (frames.hasProgram() || Frames.isOfWeft(thrown.getClass().getName())) {
      return frames;
    }
    return Frames.all(stack);
  }

  /** What this thread is doing for the program. */
  static Frames here() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    return isFull ? Frames.all(stack) : Frames.ofProgram(stack);
  }

  static void set(Throwable thrown, Frames frames) {
    thrown.setStackTrace(frames.list().toArray(new StackTraceElement[0]));
  }

  /** A failure with its causes and all that was suppressed, itself the first. */
  static List<Throwable> tree(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> found = new ArrayList<>();
    seen.add(failure);
    found.add(failure);
    for (int i = 0; i < found.size() && found.size() < MAX_THROWABLES; i++) {
      Throwable cause = found.get(i).getCause();
      if (cause != null && seen.add(cause)) {
        found.add(cause);
      }
      for (Throwable suppressed : found.get(i).getSuppressed()) {
        if (seen.add(suppressed)) {
          found.add(suppressed);
        }
      }
    }
    return found;
  }
}
