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

  /** The refusal of an object of a type. */
  static CannotTravel refusal(Class<?> type) {
    return new CannotTravel(nameOf(type), why(type));
  }

  private static String nameOf(Class<?> type) {
    String name = type.getTypeName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : "a lambda of " + name.substring(0, lambda);
  }

  private static String why(Class<?> type) {
    if (type.isArray()) {
      return "cannot travel: its elements are of a type that does not." + TRANSIENT;
    }
    if (type.isHidden()) {
      return "cannot travel. Use a named class that implements the interface (a record or an enum"
          + " can), give the lambda `& Serializable` in a cast, or pass its data instead.";
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
          + " toList(). Only a task may be declared to return one.";
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
