package faults;

/** What an actor of the workload throws by itself. */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }
}
