package hello;

/** What differs between two versions of the application. */
final class Answer {

  private Answer() {}

  static String text() {
    return "one";
  }
}
