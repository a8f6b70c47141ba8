package dev.weft.agent.check;

/**
 * One thing that a user should know about woven code.
 *
 * @param severity how bad it is
 * @param className the binary name of the class
 * @param method the method's name; empty when the class as such is meant
 * @param line the line in the source; 0 when unknown
 * @param text what is wrong
 * @param remedy what to do
 */
public record Message(
    Severity severity, String className, String method, int line, String text, String remedy) {

  /** How bad a finding is. */
  public enum Severity {
    /** The code cannot be woven as written: the build fails, or the place throws when reached. */
    ERROR,
    /** The code is woven, but may not do what its author expects. */
    WARNING
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The place in a form that consoles link to. */
  public String place() {
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    int dollar = simpleName.indexOf('$');
    String file = dollar > 0 ? simpleName.substring(0, dollar) : simpleName;
    return (method.isEmpty() ? className : className + "." + method)
        + (line == 0 ? "" : "(" + file + ".java:" + line + ")");
  }

  @Override
  public String toString() {
    return place() + ": " + text + " " + remedy;
  }
}
