package dev.weft.it.faults.history;

import java.util.Arrays;

/**
 * What an actor had at the end of a run.
 *
 * @param contents the ids in a ledger, or the one value of another actor
 * @param failure why it could not be read; empty if it was
 */
public record Ending(long[] contents, String failure) {

  /** An actor that was read. */
  public static Ending of(long... contents) {
    return new Ending(contents, "");
  }

  /** An actor that could not be read. */
  public static Ending unreadable(String failure) {
    return new Ending(new long[0], failure);
  }

  public boolean isReadable() {
    return failure.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ending that
        && Arrays.equals(contents, that.contents)
        && failure.equals(that.failure);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(contents) + failure.hashCode();
  }

  @Override
  public String toString() {
    return isReadable() ? Arrays.toString(contents) : failure;
  }
}
