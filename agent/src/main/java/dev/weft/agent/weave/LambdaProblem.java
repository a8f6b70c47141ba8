package dev.weft.agent.weave;

/** Why a lambda cannot be woven: line, what is wrong, what to do. */
final class LambdaProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String remedy;

  LambdaProblem(int line, String text, String remedy) {
    super(text, null, false, false);
    this.line = line;
    this.remedy = remedy;
  }

  int line() {
    return line;
  }

  String remedy() {
    return remedy;
  }
}
