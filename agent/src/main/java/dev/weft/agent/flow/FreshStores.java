package dev.weft.agent.flow;

/** Placeholder until the next step. */
final class FreshStores {
  boolean isElement(int instruction, int depth) {
    return false;
  }

  boolean flushesBefore(int instruction) {
    return false;
  }
}
