package dev.weft.store.internal.codec;

import com.example.canary.Songs;

/** A class under a reserved name that sings when it is initialised. */
public class ReservedCanary {
  static {
    Songs.heard("ReservedCanary");
  }

  /** The same as an exception. */
  public static class Failure extends RuntimeException {
    static {
      Songs.heard("ReservedCanary.Failure");
    }
  }
}
