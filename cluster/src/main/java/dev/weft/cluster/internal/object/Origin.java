package dev.weft.cluster.internal.object;

/** Where the value of a ref comes from. */
public interface Origin {

  /** Names it in messages: "task Report.page", say. */
  String describe();

  /** Someone needs the value: a ref that came from elsewhere asks for it now, once. */
  default void demand(ClusterRef<?> ref) {}

  /** A worker is about to wait for the value: it may make it itself, here and now. */
  default void runHere() {}

  /** One that is known by its name alone. */
  static Origin named(String name) {
    return () -> name;
  }
}
