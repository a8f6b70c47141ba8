package dev.weft.store.internal.codec;

import dev.weft.error.NotSerializableValueException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a part of a value, on its way out; each level it passes adds a step of the path.
 */
final class CannotTravel extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_STEPS = 60;

  private final transient Deque<String> steps = new ArrayDeque<>();
  private final String culprit;
  private final String reason;

  /**
   * A refusal.
   *
   * @param culprit what cannot travel, as a rule a class name
   * @param reason why, and what to do; whole sentences
   */
  CannotTravel(String culprit, String reason) {
    this(culprit, reason, null);
  }

  CannotTravel(String culprit, String reason, @Nullable Throwable cause) {
    super(culprit, cause, false, false);
    this.culprit = culprit;
    this.reason = reason;
  }

  /** Says that the refused part sits in a field. */
  CannotTravel inField(String name) {
    return in("." + name);
  }

  /** Says that the refused part is an element. */
  CannotTravel atIndex(int index) {
    return in("[" + index + "]");
  }

  /** Says that the refused part is the value of a key. */
  CannotTravel atKey(@Nullable Object key) {
    return in("[" + Labels.of(key) + "]");
  }

  CannotTravel in(String step) {
    steps.addFirst(step);
    if (steps.size() > MAX_STEPS) {
      steps.removeLast();
    }
    return this;
  }

  /** The error for the user, with the whole path from a root. */
  NotSerializableValueException toError(String root) {
    return new NotSerializableValueException(describe(root), getCause());
  }

  /** The whole refusal in words, with the path from a root. */
  String describe(String root) {
    String path = root + String.join("", steps);
    if (path.startsWith(".")) {
      path = path.substring(1);
    }
    boolean known = steps.isEmpty() && culprit.endsWith(root);
    return path.isEmpty() || known ? culprit + " " + reason : path + ": " + culprit + " " + reason;
  }
}
