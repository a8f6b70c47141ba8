package dev.weft;

/** A remote call without a value, written in place as a lambda. */
@FunctionalInterface
public interface RemoteAction {

  /** Makes the call. */
  void run() throws Exception;
}
