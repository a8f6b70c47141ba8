package dev.weft.cluster.internal.task;

import java.time.Duration;

/**
 * Tasks that no member could run, all of which ask for the same.
 *
 * @param request what they ask for
 * @param tasks how many they are
 * @param since how long it has been so
 */
public record Stranded(String request, int tasks, Duration since) {

  @Override
  public String toString() {
    return tasks
        + " tasks wait for a member with "
        + request
        + ", since "
        + since.toSeconds()
        + " s";
  }
}
