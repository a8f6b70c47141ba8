package dev.weft.it.figures;

/** What is measured, through an interface that is not woven itself. */
public interface Workload {

  /** Runs one empty task and waits for it. */
  void task();

  /** Calls one actor and waits for its answer. */
  void actorCall();

  /** Runs empty tasks, so many at a time, and waits for all. */
  void tasks(int count, int inFlight);
}
