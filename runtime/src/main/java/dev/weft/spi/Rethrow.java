package dev.weft.spi;

/** Throws exceptions past the compiler's check, since remote code may throw any. */
final class Rethrow {

  private Rethrow() {}

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
