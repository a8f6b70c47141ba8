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
      case "cpus" -> options.cpus(Double.parseDouble(value));
      case "memory" -> options.memory(Long.parseLong(value));
      case "resources" -> resources(options, value);
      default ->
          throw new WeaveException(
              "A class was woven by another version of Weft: @Remote has no " + attribute + ".");
    };
  }

  /** As in {@code gpu=1,license=0.5}; the weaver has seen to the form. */
  private static CallOptions resources(CallOptions options, String value) {
    CallOptions all = options;
    for (String resource : value.split(",", -1)) {
      int equals = resource.indexOf('=');
      all =
          all.resource(
              resource.substring(0, equals).trim(),
              Double.parseDouble(resource.substring(equals + 1).trim()));
    }
    return all;
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
