package dev.weft.store.internal.codec;

import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;

/** Says why a type does not travel, and what to do about it. */
final class Advice {

  private static final String TRANSIENT =
      " Make the field transient (and rebuild it in a @Restored method), or pass its data instead.";

  private Advice() {}

  static String why(Class<?> type) {
    if (type.isArray()) {
      return "cannot travel: its elements are of a type that does not." + TRANSIENT;
    }
    if (type.isHidden()) {
      return "cannot travel: it is a lambda or a method reference. Use a named class that"
          + " implements the interface, or pass its data instead.";
    }
    if (Proxy.isProxyClass(type)) {
      return "cannot travel: it is a dynamic proxy. Use a named class that implements the"
          + " interface.";
    }
    if (Thread.class.isAssignableFrom(type)) {
      return "cannot travel: a thread belongs to its process." + TRANSIENT;
    }
    if (BaseStream.class.isAssignableFrom(type)) {
      return "cannot travel: a stream is used up where it is. Collect it first, for instance with"
          + " toList().";
    }
    if (Future.class.isAssignableFrom(type)) {
      return "cannot travel: a future completes where it is. Pass its value, or an ObjectRef.";
    }
    if (RandomGenerator.class.isAssignableFrom(type)) {
      return "cannot travel: its state is hidden. Use java.util.Random, or pass a seed.";
    }
    if (type == java.net.URL.class) {
      return "cannot travel: comparing URLs asks the network. Pass a java.net.URI.";
    }
    if (Closeable.class.isAssignableFrom(type)) {
      return "cannot travel: it holds something open in its process." + TRANSIENT;
    }
    return "cannot travel: it is not among the types that Weft sends." + TRANSIENT;
  }
}
