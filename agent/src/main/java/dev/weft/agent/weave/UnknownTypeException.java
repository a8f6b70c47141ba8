package dev.weft.agent.weave;

/**
 * A class is not found that the weaver must know, since code in which two types meet would else be
 * described wrongly, and the JVM refuse it.
 */
final class UnknownTypeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String type;

  /**
   * @param type its internal name
   */
  UnknownTypeException(String type) {
    super(type, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }
}
