package dev.weft.spi;

/** Throws exceptions past the compiler's check, since remote code may throw any. */
public final class Rethrow {

  private Rethrow() {}

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
