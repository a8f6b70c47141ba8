package dev.weft.agent.report;

/**
 * A class that calls remote methods without being woven: its calls run in its own thread.
 *
 * @param name the binary name of the class
 * @param where where it comes from: a jar, a folder or a class loader
 * @param callee one method that it calls, as {@code Class.method}; empty when it has remote methods
 *     itself
 */
public record UnwovenCaller(String name, String where, String callee) {

  @Override
  public String toString() {
    return name
        + " ("
        + where
        + ") "
        + (callee.isEmpty() ? "has remote methods" : "calls " + callee)
        + " and is not woven";
  }
}
