package dev.weft.agent.check;

/**
 * One thing that a user should know about woven code.
 *
 * @param severity how bad it is
 * @param className the binary name of the class
 * @param file the name of the source file; empty when unknown
 * @param method the method's name; empty when the class as such is meant
 * @param line the line in the source; 0 when unknown
 * @param text what is wrong
 * @param remedy what to do
 */
public record Message(
    Severity severity,
    String className,
    String file,
    String method,
    int line,
    String text,
    String remedy) {

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

  /** The same as an error: a build fails where a running application goes on. */
  public Message asError() {
    return new Message(Severity.ERROR, className, file, method, line, text, remedy);
  }

  /** The place in a form that consoles link to. */
  public String place() {
    return line == 0
        ? (method.isEmpty() ? className : className + "." + method)
        : place(className, method, file, line);
  }

  /** A place as a line of a stack trace names it: {@code shop.Main.total(Main.java:42)}. */
  public static String place(String className, String method, String file, int line) {
    String name = file.isEmpty() ? usualFile(className) : file;
    return (method.isEmpty() ? className : className + "." + method)
        + "("
        + name
        + (line == 0 ? "" : ":" + line)
        + ")";
  }

  private static String usualFile(String className) {
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    int dollar = simpleName.indexOf('$', 1);
    return (dollar > 0 ? simpleName.substring(0, dollar) : simpleName) + ".java";
  }

  @Override
  public String toString() {
    return place() + ": " + text + " " + remedy;
  }
}
