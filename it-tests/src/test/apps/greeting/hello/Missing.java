package hello;

/** A class that the build of the application has lost. */
final class Missing {

  private Missing() {}

  static String text() {
    return "here";
  }
}
