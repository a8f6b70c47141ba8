package dev.weft.store.internal.codec;

/**
 * Loads Kryo without {@code sun.misc.Unsafe}, which would print warnings on newer JVMs and is not
 * needed here.
 */
final class KryoRuntime {

  private static final String UNSAFE = "kryo.unsafe";

  private KryoRuntime() {}

  /** Must run before any other class of Kryo is used. */
  static void load() {
    String before = System.getProperty(UNSAFE);
    System.setProperty(UNSAFE, "false");
    try {
      Class.forName(
          "com.esotericsoftware.kryo.util.Util", true, KryoRuntime.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Kryo is not on the class path", e);
    } finally {
      if (before == null) {
        System.clearProperty(UNSAFE);
      } else {
        System.setProperty(UNSAFE, before);
      }
    }
  }
}
