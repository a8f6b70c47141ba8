package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.error.WeaveException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of {@code @Remote} that the weaver wrote into a table, as text. */
final class AnnotatedOptions {

  private AnnotatedOptions() {}

  /**
   * @param loader finds the classes that the text names
   */
  static CallOptions add(
      CallOptions options, String attribute, String value, @Nullable ClassLoader loader) {
    return switch (attribute) {
      case "timeoutMillis" -> options.timeout(Duration.ofMillis(Long.parseLong(value)));
      case "retryOn" -> options.retryOn(failures(value, loader));
      default ->
          throw new WeaveException(
              "A class was woven by another version of Weft: @Remote has no " + attribute + ".");
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private static Class<? extends Throwable>[] failures(String names, @Nullable ClassLoader loader) {
    String[] all = names.split(",", -1);
    Class[] types = new Class[all.length];
    for (int i = 0; i < all.length; i++) {
      try {
        types[i] = Class.forName(all[i], false, loader).asSubclass(Throwable.class);
      } catch (ClassNotFoundException e) {
        throw new WeaveException("@Remote(retryOn) names a class that is not there: " + all[i], e);
      }
    }
    return types;
  }
}
