package dev.weft.internal.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a stack, without those of the machinery that carried a call.
 *
 * <p>Machinery is Weft itself, and what of the JDK and of the libraries below stands between it and
 * the program on the way in. What the program called itself is the program's, wherever it is from.
 *
 * @param list the frames, the innermost first
 * @param isCut whether the stack went on below: the program was called there by the machinery alone
 * @param hasProgram whether there is any frame of the program
 */
record Frames(List<StackTraceElement> list, boolean isCut, boolean hasProgram) {

  /** As many as the JVM itself keeps of a stack. */
  static final int MAX = 1024;

  private static final String DISPATCH = "dev.weft.bridge.Dispatch";
  private static final String REMOTE_METHOD = "dev.weft.bridge.RemoteMethod";
  private static final String WEFT = "dev.weft.";
  private static final List<String> WEFT_PACKAGES =
      List.of("agent.", "bridge.", "cluster.", "error.", "internal.", "spi.", "store.");
  private static final List<String> LIBRARIES =
      List.of(
          "java.", "javax.", "jdk.", "sun.", "com.sun.", "com.hazelcast.", "com.esotericsoftware.");

  /** Whose a frame is. */
  private enum Kind {
    PROGRAM,
    LIBRARY,
    WEFT
  }

  /** All frames as they are. */
  static Frames all(StackTraceElement[] stack) {
    return new Frames(List.of(stack), false, true);
  }

  /** The frames that a reader of the program wants to see. */
  static Frames ofProgram(StackTraceElement[] stack) {
    List<StackTraceElement> shown = new ArrayList<>();
    boolean hasProgram = false;
    int next = 0;
    while (next < stack.length) {
      int end = next;
      while (end < stack.length && kind(stack[end]) != Kind.PROGRAM) {
        end++;
      }
      int bottom = lastOfWeft(stack, next, end);
      if (bottom >= 0 && isEntry(stack, next, end)) {
        return new Frames(shown, true, hasProgram);
      }
      if (bottom < 0 || end < stack.length) {
        for (int i = Math.max(next, bottom + 1); i < end; i++) {
          if (bottom < 0 || !stack[i].getClassName().startsWith("java.lang.invoke.")) {
            shown.add(stack[i]);
          }
        }
      }
      if (end < stack.length) {
        hasProgram = true;
        if (bottom < 0 || !isWoven(stack[end])) {
          shown.add(named(stack[end]));
        }
      }
      next = end + 1;
    }
    return new Frames(shown, false, hasProgram);
  }

  /** Whether two frames show the same line of source. */
  static boolean isSameLine(StackTraceElement a, StackTraceElement b) {
    return a.getLineNumber() > 0
        && a.getLineNumber() == b.getLineNumber()
        && a.getClassName().equals(b.getClassName());
  }

  /** Whether two frames are of the same method. */
  static boolean isSameMethod(StackTraceElement a, StackTraceElement b) {
    return a.getClassName().equals(b.getClassName()) && a.getMethodName().equals(b.getMethodName());
  }

  /** A frame of a lambda that was woven, under the name of the method that the lambda stands in. */
  static StackTraceElement inItsMethod(StackTraceElement frame) {
    String[] parts = frame.getMethodName().split("\\$", -1);
    return parts.length == 4 && parts[0].equals("weft") ? renamed(frame, parts[2]) : frame;
  }

  /** A lambda that was woven has the name that the compiler gives to lambdas. */
  private static StackTraceElement named(StackTraceElement frame) {
    String name = frame.getMethodName();
    if (!name.startsWith("weft$")) {
      return frame;
    }
    String[] parts = name.split("\\$", -1);
    return parts.length == 4 ? renamed(frame, "lambda$" + parts[2] + "$" + parts[3]) : frame;
  }

  private static StackTraceElement renamed(StackTraceElement frame, String method) {
    return new StackTraceElement(
        null, // one that is made by hand would print even that of the class path
        frame.getModuleName(),
        frame.getModuleVersion(),
        frame.getClassName(),
        method,
        frame.getFileName(),
        frame.getLineNumber());
  }

  /**
   * What the weaver put before a method's first line, to send the call: it has no line. The same
   * method is shown where its body ran.
   */
  static boolean isWoven(StackTraceElement frame) {
    return frame.getFileName() != null && frame.getLineNumber() < 0 && !frame.isNativeMethod();
  }

  private static int lastOfWeft(StackTraceElement[] stack, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (kind(stack[i]) == Kind.WEFT) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an engine called the program there, in another place than that of the call. */
  private static boolean isEntry(StackTraceElement[] stack, int from, int to) {
    boolean isEntry = false;
    for (int i = from; i < to; i++) {
      String name = stack[i].getClassName();
      isEntry |= name.equals(REMOTE_METHOD);
      if (isEntry && name.equals(DISPATCH)) {
        return false;
      }
    }
    return isEntry;
  }

  private static Kind kind(StackTraceElement frame) {
    String name = frame.getClassName();
    if (isOfWeft(name)) {
      return Kind.WEFT;
    }
    for (String library : LIBRARIES) {
      if (name.startsWith(library)) {
        return Kind.LIBRARY;
      }
    }
    return Kind.PROGRAM;
  }

  /** Whether a class is Weft's own; its examples and tests are programs. */
  static boolean isOfWeft(String name) {
    if (!name.startsWith(WEFT)) {
      return false;
    }
    if (name.indexOf('.', WEFT.length()) < 0) {
      return true;
    }
    for (String part : WEFT_PACKAGES) {
      if (name.startsWith(part, WEFT.length())) {
        return true;
      }
    }
    return false;
  }
}
