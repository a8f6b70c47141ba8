package first;

/** What a JVM takes for itself. */
public final class Nothing {

  private Nothing() {}

  public static void main(String[] args) {
    System.out.println(42);
  }
}
